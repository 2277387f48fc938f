import { longText } from './long-text';

/** Lists and panels show Markdown as it was typed; the record page renders what the server made of it. */
export const markdown = longText;
