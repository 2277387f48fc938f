import auth from './de/auth.json';
import labels from './de/labels.json';
import screens from './de/screens.json';
import shell from './de/shell.json';

export const messages = { ...shell, ...auth, ...labels, ...screens };
