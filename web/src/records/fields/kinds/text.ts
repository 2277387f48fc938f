import { plainText } from './shared-text';

export const text = plainText;
