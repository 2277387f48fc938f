import { i18n } from '@lingui/core';

interface KindLike {
  key: string;
  label: string;
  label_plural: string;
}
interface FieldLike {
  key: string;
  label: string;
  custom?: boolean;
}
interface OptionLike {
  value: string;
  label: string;
}

/** The catalogue's word, else the server's: it knows custom fields and renamed stages. */
export function lookup(id: string, fallback: string): string {
  return i18n.messages[id] === undefined ? fallback : i18n._(id);
}

export function kindLabel(kind: KindLike, form: 'one' | 'other' = 'other'): string {
  return lookup(`kind.${kind.key}.${form}`, form === 'one' ? kind.label : kind.label_plural);
}

/** The kind inside a sentence: in small letters, but for German, which writes its nouns large. */
export function kindWord(kind: KindLike, form: 'one' | 'other' = 'other'): string {
  const label = kindLabel(kind, form);
  return i18n.locale === 'de' ? label : label.toLocaleLowerCase(i18n.locale);
}

export function fieldLabel(kind: Pick<KindLike, 'key'>, field: FieldLike): string {
  return field.custom ? field.label : lookup(`field.${kind.key}.${field.key}`, field.label);
}

export function optionLabel(kind: Pick<KindLike, 'key'>, field: FieldLike, option: OptionLike): string {
  return field.custom
    ? option.label
    : lookup(`option.${kind.key}.${field.key}.${option.value}`, option.label);
}
