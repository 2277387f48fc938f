// Computes the contrast of every pair of tokens that meets on the screen, in both themes,
// and fails when one is below what WCAG 2.2 AA asks for.
import { readFile } from 'node:fs/promises';

const css = await readFile(new URL('../src/styles/tokens.css', import.meta.url), 'utf8');
const themes = {
  light: tokensOf(/:root \{([\s\S]*?)\n\}/),
  dark: tokensOf(/:root\[data-theme='dark'\] \{([\s\S]*?)\n\}/),
};

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected'];
const pairs = [
  ...['text', 'text-2', 'text-3'].flatMap((ink) => grounds.map((ground) => [ink, ground, 4.5])),
  ...['link', 'success', 'warning', 'danger', 'info', 'hot-fg'].flatMap((ink) =>
    ['surface', 'canvas'].map((ground) => [ink, ground, 4.5]),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['on-danger', 'danger', 4.5],
  ['on-danger', 'danger-hover', 4.5],
  ['bar-fg', 'bar', 4.5],
  ['bar-fg-2', 'bar', 4.5],
  ...['border-strong', 'ring'].flatMap((line) => grounds.map((ground) => [line, ground, 3])),
  ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((chart) => [chart, 'surface', 3]),
];
const hues = [25, 50, 80, 150, 190, 235, 262, 295, 350];

let failures = 0;
for (const [theme, tokens] of Object.entries(themes)) {
  for (const [ink, ground, least] of pairs) {
    report(`${theme}: ${ink} on ${ground}`, contrast(colorOf(tokens[ink]), colorOf(tokens[ground])), least);
  }
  const number = (name) => Number(tokens[name]);
  for (const hue of hues) {
    const fg = fromOklch(number('tag-fg-l'), number('tag-fg-c'), hue);
    report(`${theme}: tag ${hue}`, contrast(fg, fromOklch(number('tag-bg-l'), number('tag-bg-c'), hue)), 7);
    report(
      `${theme}: avatar ${hue}`,
      contrast(fg, fromOklch(number('avatar-l'), number('avatar-c'), hue)),
      4.5,
    );
  }
}
if (failures > 0) process.exit(1);
console.log(`${(pairs.length + hues.length * 2) * 2} pairs of colours have enough contrast.`);

function report(name, ratio, least) {
  if (ratio >= least) return;
  failures += 1;
  console.error(`${name}: ${ratio.toFixed(2)}, needs ${least}`);
}

function tokensOf(pattern) {
  const block = pattern.exec(css)?.[1];
  if (!block) throw new Error('tokens.css does not have the blocks this script reads.');
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value.trim()]),
  );
}

/** Linear sRGB, each part from 0 to 1. */
function colorOf(text) {
  const oklch = /^oklch\(([\d.]+) ([\d.]+|0) ?([\d.]*)\)$/.exec(text);
  if (oklch) return fromOklch(Number(oklch[1]), Number(oklch[2]), Number(oklch[3] || 0));
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text);
  if (!hex) throw new Error(`A colour this script cannot read: ${text}`);
  return hex.slice(1).map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function fromOklch(lightness, chroma, hue) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((part) => Math.min(1, Math.max(0, part)));
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]) {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
