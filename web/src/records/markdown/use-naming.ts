import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useState, type RefObject } from 'react';
import { useBootstrap } from '@/api/bootstrap';
import { recordTitleQuery } from '../fields/record-titles';
import { askingAt, continueList, putText, wrap, type Asking } from './edit-text';
import type { Links } from './written-links';

/** Somebody or something that can be named. */
export interface Choice {
  kind: string;
  id: string;
  title: string;
}

interface Props {
  box: RefObject<HTMLTextAreaElement | null>;
  links: Links;
  onLinks: (links: Links) => void;
}

export interface Naming {
  /** What is being asked for, while a list is open. */
  asking: Asking | null;
  listId: string;
  /** The place in the list that Enter takes. */
  active: number;
  setActive: (place: number) => void;
  /** The list tells what it offers, for the keys. */
  offer: (choices: readonly Choice[]) => void;
  choose: (choice: Choice) => void;
}

/** Naming people with `@` and records with `#`, or by pasting a record's address, while one writes. */
export function useNaming({ box, links, onLinks }: Props): Naming {
  const listId = useId();
  const client = useQueryClient();
  const { kinds } = useBootstrap();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [closed, setClosed] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const open =
    asking !== null &&
    asking.from !== closed &&
    (asking.sign === '@' || asking.query !== '') &&
    // A whole name is asked for no more.
    links[`${asking.sign}${asking.query.trimEnd()}`] === undefined;

  const name = (choice: Choice, from: number, to: number) => {
    const element = box.current;
    if (!element) return;
    const word = `${choice.kind === 'user' ? '@' : '#'}${choice.title}`;
    const target = `${choice.kind}/${choice.id}`;
    if (links[word] !== undefined && links[word] !== target) {
      // Two of one name: this one is written out.
      putText(element, `[${word}](kith:${target}) `, from, to);
    } else {
      onLinks({ ...links, [word]: target });
      putText(element, `${word} `, from, to);
    }
    setClosed(from);
  };
  const choose = (choice: Choice) => {
    if (asking) name(choice, asking.from, asking.from + asking.query.length + 1);
  };

  const look = useEffectEvent(() => {
    const element = box.current;
    const next = element && document.activeElement === element ? askingAt(element) : null;
    if (next?.from !== asking?.from) setClosed(null);
    if (next?.query !== asking?.query || next?.from !== asking?.from) {
      setAsking(next);
      setActive(0);
    }
  });
  const press = useEffectEvent((event: KeyboardEvent) => {
    const element = box.current;
    if (!element || event.isComposing) return;
    const mod = event.metaKey || event.ctrlKey;
    const take = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (open && choices.length > 0 && !mod) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const chosen = choices[active];
      if (step) {
        take();
        setActive((active + step + choices.length) % choices.length);
        return;
      }
      if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
        take();
        choose(chosen);
        return;
      }
    }
    if (open && event.key === 'Escape') {
      take();
      setClosed(asking.from);
    } else if (mod && !event.shiftKey && !event.altKey && (event.key === 'b' || event.key === 'i')) {
      take();
      wrap(element, event.key === 'b' ? '**' : '_');
    } else if (event.key === 'Enter' && !mod && !event.shiftKey && continueList(element)) {
      event.preventDefault();
    }
  });
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const element = box.current;
    const [, plural, id] = recordAddress(event.clipboardData?.getData('text/plain') ?? '') ?? [];
    const kind = kinds.find((other) => other.plural === plural && other.capabilities.includes('page'));
    if (!element || !kind || !id) return;
    event.preventDefault();
    const address = event.clipboardData?.getData('text/plain').trim() ?? '';
    const { selectionStart: from, selectionEnd: to } = element;
    client.ensureQueryData(recordTitleQuery(kind.plural, id)).then(
      (title) =>
        title ? name({ kind: kind.key, id, title }, from, to) : putText(element, address, from, to),
      () => putText(element, address, from, to),
    );
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const ends = new AbortController();
    const options = { signal: ends.signal };
    element.addEventListener('keydown', (event) => press(event), options);
    element.addEventListener('paste', (event) => paste(event), options);
    element.addEventListener('blur', () => look(), options);
    document.addEventListener('selectionchange', () => look(), options);
    return () => ends.abort();
  }, [box]);
  useEffect(() => {
    const element = box.current;
    if (!element || !open) return;
    element.setAttribute('aria-autocomplete', 'list');
    element.setAttribute('aria-controls', listId);
    element.setAttribute('aria-activedescendant', `${listId}-${active}`);
    return () => {
      for (const name of ['autocomplete', 'controls', 'activedescendant'])
        element.removeAttribute(`aria-${name}`);
    };
  }, [box, open, listId, active]);
  return { asking: open ? asking : null, listId, active, setActive, offer: setChoices, choose };
}

/** The plural and the id in the address of a record's page here. */
function recordAddress(text: string): RegExpExecArray | null {
  const address = text.trim();
  if (!address.startsWith(`${window.location.origin}/`)) return null;
  return /^\/([a-z_-]+)\/([0-9a-f-]{36})(?:[?#].*)?$/.exec(address.slice(window.location.origin.length));
}
