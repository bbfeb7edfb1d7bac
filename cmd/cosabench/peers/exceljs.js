// Reads the first sheet of a workbook as a stream and prints how many cells it fills.
const ExcelJS = require('exceljs');
const wanted = {worksheets: 'emit', sharedStrings: 'cache', hyperlinks: 'ignore', styles: 'ignore'};

async function main() {
  let cells = 0;
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(process.argv[2], wanted)) {
    for await (const row of sheet) row.eachCell(() => { cells++; });
    break;
  }
  console.log(cells);
}

main();
