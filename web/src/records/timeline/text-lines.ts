/** The first line is the subject; what follows is the rest. */
export function splitSubject(text: string, longest = 200): { subject: string; rest: string } {
  const trimmed = text.trim();
  const end = trimmed.indexOf('\n');
  const first = (end < 0 ? trimmed : trimmed.slice(0, end)).trim();
  if (first.length <= longest) return { subject: first, rest: end < 0 ? '' : trimmed.slice(end).trim() };
  return { subject: `${first.slice(0, longest - 1).trimEnd()}…`, rest: trimmed };
}

export interface TextPart {
  text: string;
  href?: string;
}

const LINK = /https?:\/\/[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const TRAILING = /[.,;:!?)\]'"»]+$/;

/** Splits text into plain parts and links. A full stop behind an address is not part of it. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(TRAILING, '');
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href: address.includes('://') ? address : `mailto:${address}` });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
