import type { RecordRow } from '@/api/types';

/** What stands for a name in braces. Who does the step is known only when its task is made. */
const sources: Record<string, string> = {
  first_name: 'first_name',
  last_name: 'last_name',
  company: 'company_name',
  job_title: 'job_title',
};

/** A step's words as its task will have them: `{first_name|there}` becomes the lead's first name, else `there`. */
export function filled(text: string, lead: RecordRow): string {
  return text.replaceAll(/\{([a-z_]+)(?:\|([^}]*))?\}/g, (whole, name: string, instead = '') => {
    const source = sources[name];
    if (source === undefined) return whole;
    const value = lead[source];
    return typeof value === 'string' && value !== '' ? value : String(instead);
  });
}
