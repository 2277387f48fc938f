import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { toast } from 'sonner';
import { convertLead, type ConversionBody, type Converted } from '@/api/conversion';
import { isProblem } from '@/api/problem-error';
import type { RecordRow } from '@/api/types';
import { refreshConversion } from '@/entities/lead/refresh-conversion';
import { fieldErrorText } from '@/i18n/field-error';
import { useT } from '@/i18n/t';
import { mapServerErrors } from '@/records/form/server-errors';
import { failureText } from '@/records/mutations/failure-text';
import { checkDraft, namesIn, type Complaints } from './check';
import { toBody, type ConvertDraft, type Kinds } from './draft';
import { offerUndo } from './offer-undo';

interface ConvertOptions {
  lead: RecordRow;
  kinds: Kinds;
  form: RefObject<HTMLFormElement | null>;
  onDone: () => void;
}

/** Sends a conversion once, however often it is pressed, and tells what came of it. */
export function useConvert({ lead, kinds, form, onDone }: ConvertOptions) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [complaints, setComplaints] = useState<Complaints>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const sending = useRef(false);
  // The same choices sent again after a lost answer are the same attempt.
  const attempt = useRef({ body: '', key: '' });

  // Set when something new is wrong: the first of it takes the focus once it is marked.
  const pointing = useRef(false);
  useEffect(() => {
    if (!pointing.current) return;
    pointing.current = false;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [complaints, form]);

  const complain = (found: Complaints) => {
    pointing.current = Object.keys(found).length > 0;
    setComplaints(found);
  };
  const go = (plural: string, id: string) => void navigate({ to: '/$plural/$id', params: { plural, id } });
  const accept = ({ lead: converted, contact_id, deal_id }: Converted, body: ConversionBody) => {
    onDone();
    void refreshConversion(client, converted);
    if (deal_id) go('deals', deal_id);
    else go('contacts', contact_id);
    offerUndo({ client, lead, body, goBack: () => go('leads', lead.id) });
  };
  const refuse = (error: unknown, draft: ConvertDraft) => {
    if (isProblem(error) && error.status === 409) {
      // Somebody was faster, so these choices are about a lead that is none any more.
      onDone();
      toast.error(t('convert.failed', { title: lead.title }), { description: failureText(error) });
      void refreshConversion(client, lead);
      return;
    }
    if (!isProblem(error) || error.errors.length === 0) {
      setTrouble(failureText(error));
      return;
    }
    const { fields, others } = mapServerErrors(error.errors, namesIn(draft));
    complain(Object.fromEntries(fields.map(({ name, ...wrong }) => [name, wrong])));
    setTrouble(others.map((other) => `${other.field}: ${fieldErrorText(other)}`).join(' ') || null);
  };
  const submit = async (draft: ConvertDraft) => {
    if (sending.current) return;
    setTrouble(null);
    const wrong = checkDraft(draft, kinds);
    complain(wrong);
    if (Object.keys(wrong).length > 0) return;
    sending.current = true;
    setBusy(true);
    try {
      const body = toBody(draft);
      accept(await convertLead(lead.id, body, keyFor(body)), body);
    } catch (error) {
      refuse(error, draft);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  const keyFor = (body: ConversionBody) => {
    const text = JSON.stringify(body);
    if (attempt.current.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
    return attempt.current.key;
  };
  /** What is being put right is not wrong any more. */
  const forgive = (name: string) =>
    setComplaints((known) => Object.fromEntries(Object.entries(known).filter(([other]) => other !== name)));
  return { busy, complaints, trouble, submit, forgive };
}
