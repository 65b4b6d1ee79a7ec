// npm start. Node built-ins only until the packages are there; then dist/product.mjs takes over in this same process.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { installPackages } from './install.mjs';
import { fail } from './progress.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

try {
  process.chdir(root);
  await installPackages(root);
  await build(root);
  const { runProduct } = await import(pathToFileURL(join(root, 'dist/product.mjs')).href);
  await runProduct(root);
} catch (error) {
  fail(error);
}
