// Puts the typeface of documents into the build. The server sets PDFs with it: Latin, Greek, Cyrillic
// and Devanagari in one. Browsers do not load it.
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

const family = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/package.json'));

await mkdir('dist/fonts', { recursive: true });
await copyFile(join(family, '400Regular/NotoSans_400Regular.ttf'), 'dist/fonts/noto-sans-regular.ttf');
await copyFile(join(family, '600SemiBold/NotoSans_600SemiBold.ttf'), 'dist/fonts/noto-sans-semibold.ttf');
await copyFile(join(family, 'LICENSE_FONT'), 'dist/fonts/noto-sans-license.txt');
