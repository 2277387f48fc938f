export interface SplitText {
  own: string;
  /** What the text repeats of earlier ones, from the line that announces it on. */
  quoted: string;
}

// How mail programs announce what they quote: English, German, French, Spanish, Outlook's line.
const ANNOUNCED =
  /^(on\b.*\bwrote:|am\b.*\bschrieb\b.*:|le\b.*\bécrit\s*:|el\b.*\bescribió:|-{2,}\s*(original message|ursprüngliche nachricht|forwarded message)\s*-{2,}|_{20,})\s*$/i;

/** What somebody says themselves, apart from what they quote below it. */
export function splitQuote(text: string): SplitText {
  const lines = text.split('\n');
  let start = lines.findIndex((line) => ANNOUNCED.test(line.trim()));
  if (start < 0) start = quotedEnd(lines);
  const own = lines.slice(0, start).join('\n').trimEnd();
  // A text that only quotes is shown as it is.
  if (start >= lines.length || own.trim() === '') return { own: text.trimEnd(), quoted: '' };
  return { own, quoted: lines.slice(start).join('\n').trim() };
}

/** Where the lines begin of which all to the end are quoted. */
function quotedEnd(lines: readonly string[]): number {
  let start = lines.length;
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index]?.trim() ?? '';
    if (line.startsWith('>')) start = index;
    else if (line !== '') break;
  }
  return start;
}
