import { z } from 'zod/mini';
import type { Translate } from '@/i18n/t';
import type { Workspace } from './workspace-query';

export const schemaIn = (t: Translate) =>
  z.object({
    name: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, t('field_error.required')),
        z.maxLength(100, t('field_error.too_long')),
      ),
    currency: z.string(),
    time_zone: z.string(),
    country: z.string(),
    locale: z.string(),
    fiscal_year_start: z.string(),
    open_registration: z.boolean(),
    tax_number: z.string().check(z.maxLength(60, t('field_error.too_long'))),
    address: z.object({
      street: z.string(),
      city: z.string(),
      region: z.string(),
      postal_code: z.string(),
      country: z.string(),
    }),
  });

export type WorkspaceValues = z.infer<ReturnType<typeof schemaIn>>;

/** What the form shows: an empty field is an empty text. */
export function valuesOf(workspace: Workspace): WorkspaceValues {
  const { address } = workspace;
  return {
    name: workspace.name,
    currency: workspace.currency,
    time_zone: workspace.time_zone,
    country: workspace.country ?? '',
    locale: workspace.locale,
    fiscal_year_start: String(workspace.fiscal_year_start ?? 1),
    open_registration: workspace.open_registration,
    tax_number: workspace.tax_number ?? '',
    address: {
      street: address?.street ?? '',
      city: address?.city ?? '',
      region: address?.region ?? '',
      postal_code: address?.postal_code ?? '',
      country: address?.country ?? '',
    },
  };
}

/** What the server stores: an empty text is nothing. */
export function bodyOf(values: WorkspaceValues): Record<string, unknown> {
  const address = Object.entries(values.address).filter(([, text]) => text.trim() !== '');
  return {
    ...values,
    country: values.country || null,
    tax_number: values.tax_number.trim() || null,
    fiscal_year_start: Number(values.fiscal_year_start),
    address: address.length === 0 ? null : Object.fromEntries(address),
  };
}
