import auth from './hi/auth.json';
import labels from './hi/labels.json';
import shell from './hi/shell.json';

export const messages = { ...shell, ...auth, ...labels };
