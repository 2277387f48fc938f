import type activity from './en/activity.json';
import type agenda from './en/agenda.json';
import type auth from './en/auth.json';
import type board from './en/board.json';
import type calendar from './en/calendar.json';
import type campaign from './en/campaign.json';
import type convert from './en/convert.json';
import type dashboard from './en/dashboard.json';
import type deal from './en/deal.json';
import type feed from './en/feed.json';
import type files from './en/files.json';
import type forecast from './en/forecast.json';
import type form from './en/form.json';
import type imports from './en/import.json';
import type inbox from './en/inbox.json';
import type mail from './en/mail.json';
import type markdown from './en/markdown.json';
import type meeting from './en/meeting.json';
import type merge from './en/merge.json';
import type note from './en/note.json';
import type notify from './en/notify.json';
import type page from './en/page.json';
import type palette from './en/palette.json';
import type people from './en/people.json';
import type pipeline from './en/pipeline.json';
import type predict from './en/predict.json';
import type problems from './en/problems.json';
import type queue from './en/queue.json';
import type records from './en/records.json';
import type repeat from './en/repeat.json';
import type reports from './en/reports.json';
import type score from './en/score.json';
import type sequence from './en/sequence.json';
import type settings from './en/settings.json';
import type shell from './en/shell.json';
import type sms from './en/sms.json';
import type span from './en/span.json';
import type stepper from './en/stepper.json';
import type support from './en/support.json';
import type tasks from './en/tasks.json';
import type ticket from './en/ticket.json';
import type timeline from './en/timeline.json';
import type trash from './en/trash.json';
import type waiting from './en/waiting.json';
import type webform from './en/webform.json';

/** English is the source: what it lacks is not a message. */
type English = typeof activity &
  typeof agenda &
  typeof auth &
  typeof board &
  typeof calendar &
  typeof campaign &
  typeof convert &
  typeof dashboard &
  typeof deal &
  typeof feed &
  typeof files &
  typeof forecast &
  typeof form &
  typeof imports &
  typeof inbox &
  typeof mail &
  typeof markdown &
  typeof meeting &
  typeof merge &
  typeof note &
  typeof notify &
  typeof page &
  typeof palette &
  typeof people &
  typeof pipeline &
  typeof predict &
  typeof problems &
  typeof queue &
  typeof records &
  typeof repeat &
  typeof reports &
  typeof score &
  typeof sequence &
  typeof settings &
  typeof shell &
  typeof sms &
  typeof span &
  typeof stepper &
  typeof support &
  typeof tasks &
  typeof ticket &
  typeof timeline &
  typeof trash &
  typeof waiting &
  typeof webform;

export type MessageId = keyof English;
