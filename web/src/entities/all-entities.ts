import type { EntityDeclaration } from '@/records/model/define-entity';
import { campaign } from './campaign';
import { company } from './company';
import { contact } from './contact';
import { deal } from './deal';
import { file } from './file';
import { form } from './form';
import { interaction } from './interaction';
import { lead } from './lead';
import { note } from './note';
import { product } from './product';
import { tag } from './tag';
import { task } from './task';
import { ticket } from './ticket';
import { user } from './user';

const declarations = [
  campaign,
  company,
  contact,
  deal,
  file,
  form,
  interaction,
  lead,
  note,
  product,
  tag,
  task,
  ticket,
  user,
];

/** Every declaration by its kind, for the provider at the top of the app. */
export const allEntities: ReadonlyMap<string, EntityDeclaration> = new Map(
  declarations.map((declaration) => [declaration.kind, declaration]),
);
