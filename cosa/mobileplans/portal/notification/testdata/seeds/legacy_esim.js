let notificationPayload = new Object();
notificationPayload.ver = '1';
notificationPayload.purchaseResult = "{\"userAccount\":\"New\",\"purchaseInstrument\":\"New\",\"line\":\"New\",\"moDirectStatus\":\"Complete\",\"planName\":\"ContosoPlan\"}";
notificationPayload.success = true;
notificationPayload.transactionId = 'CONTOSO_00000000-0000-0000-0000-000000000001';
notificationPayload.activationCode = '1$smdp.contoso.example$AB12CD34';
notificationPayload.iccid = '8900100000000000001';

DataMart.notifyPurchaseResult(JSON.stringify(notificationPayload));
