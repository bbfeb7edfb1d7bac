// Reads a YAML file and prints how many profiles it holds.
const yaml = require('js-yaml');
console.log(yaml.load(require('fs').readFileSync(process.argv[2], 'utf8')).profiles.length);
