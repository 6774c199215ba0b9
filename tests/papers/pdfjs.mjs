// Reads the text of files with pdf.js: pdfjs.mjs PACKAGE FILE ...   Prints JSON: {file: text}.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const { getDocument } = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`));

async function read(file) {
  const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => item.str + (item.hasEOL ? '\n' : '')).join(''));
  }
  await document.destroy();
  return pages.join('\n');
}

const texts = {};
for (const file of files) texts[file] = await read(file);
process.stdout.write(JSON.stringify(texts));
