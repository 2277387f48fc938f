import agenda from './en/agenda.json';
import activity from './en/activity.json';
import auth from './en/auth.json';
import board from './en/board.json';
import calendar from './en/calendar.json';
import campaign from './en/campaign.json';
import convert from './en/convert.json';
import dashboard from './en/dashboard.json';
import deal from './en/deal.json';
import files from './en/files.json';
import forecast from './en/forecast.json';
import imports from './en/import.json';
import inbox from './en/inbox.json';
import mail from './en/mail.json';
import markdown from './en/markdown.json';
import note from './en/note.json';
import notify from './en/notify.json';
import page from './en/page.json';
import predict from './en/predict.json';
import queue from './en/queue.json';
import records from './en/records.json';
import reports from './en/reports.json';
import score from './en/score.json';
import sequence from './en/sequence.json';
import settings from './en/settings.json';
import shell from './en/shell.json';
import sms from './en/sms.json';
import tasks from './en/tasks.json';
import timeline from './en/timeline.json';
import webform from './en/webform.json';

/** English is the source: what it lacks is not a message. */
export const en = {
  ...shell,
  ...activity,
  ...agenda,
  ...auth,
  ...records,
  ...page,
  ...timeline,
  ...settings,
  ...sms,
  ...dashboard,
  ...board,
  ...calendar,
  ...campaign,
  ...convert,
  ...deal,
  ...files,
  ...mail,
  ...forecast,
  ...webform,
  ...imports,
  ...markdown,
  ...inbox,
  ...note,
  ...notify,
  ...queue,
  ...reports,
  ...score,
  ...predict,
  ...sequence,
  ...tasks,
};

export type MessageId = keyof typeof en;
