import auth from './hi/auth.json';
import labels from './hi/labels.json';
import screens from './hi/screens.json';
import shell from './hi/shell.json';

export const messages = { ...shell, ...auth, ...labels, ...screens };
