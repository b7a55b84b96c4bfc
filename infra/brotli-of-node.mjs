import { brotliDecompressSync } from 'node:zlib';

/** In the place of the package `brotli`, 486 KB of dictionary that fontkit brings for fonts of the web: the runtime has its own. */
export default function decompress(packed) {
  return brotliDecompressSync(packed);
}
