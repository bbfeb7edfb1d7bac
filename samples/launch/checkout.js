// What the last page of Contoso's portal tells Windows.
const purchase = {
  userAccount: "New",
  purchaseInstrument: "New",
  lineType: "New",
  modirectStatus: "Complete",
  planName: "Contoso 1 GB",
};

function done() {
  MobilePlans.notifyPurchaseWithProfileDownload(purchase, "1$smdp.contoso.example$A7-EXAMPLE", 15);
}

function cancelled() {
  MobilePlans.notifyCancelledPurchase({
    userAccount: "Bailed",
    purchaseInstrument: "None",
    line: "None",
    moDirectStatus: "None",
    planName: "",
  });
}
