// Reads the first sheet of a workbook and prints how many cells it fills.
const XLSX = require('xlsx');
const book = XLSX.readFile(process.argv[2], {dense: true});
const sheet = book.Sheets[book.SheetNames[0]];
let cells = 0;
for (const row of sheet['!data'] || sheet) {
  for (const cell of row || []) {
    if (cell && cell.v !== undefined) cells++;
  }
}
console.log(cells);
