import { describe, expect, it } from 'vitest';
import {
  accessOf,
  noGrants,
  reachOf,
  readGrants,
  restrictedFields,
  sameGrants,
  setAccess,
  setColumn,
  setReach,
  setRow,
} from './role-grants';

describe('readGrants', () => {
  it('takes what is missing or unknown as not allowed', () => {
    const grants = readGrants({ kinds: { deal: { read: 'all', update: 'everything' } } });
    expect(reachOf(grants, 'deal', 'read')).toBe('all');
    expect(reachOf(grants, 'deal', 'update')).toBe('none');
    expect(reachOf(grants, 'lead', 'read')).toBe('none');
    expect(readGrants(null)).toEqual(noGrants);
  });

  it('lets an administrator do everything', () => {
    const admin = readGrants({ admin: true });
    expect(reachOf(admin, 'role', 'delete')).toBe('all');
    expect(accessOf(admin, 'deal', 'amount')).toBe('write');
  });
});

describe('setReach', () => {
  it('widens reading with a wider change', () => {
    const grants = setReach(noGrants, 'deal', 'update', 'team');
    expect(reachOf(grants, 'deal', 'read')).toBe('team');
    expect(reachOf(grants, 'deal', 'delete')).toBe('none');
  });

  it('narrows every change with narrower reading, but not creating', () => {
    const grants = setReach(setRow(noGrants, 'deal', 'all'), 'deal', 'read', 'own');
    expect(grants.kinds['deal']).toEqual({
      create: 'all',
      read: 'own',
      update: 'own',
      delete: 'own',
      export: 'own',
      assign: 'own',
    });
  });

  it('leaves reading alone when creating is allowed', () => {
    expect(reachOf(setReach(noGrants, 'deal', 'create', 'all'), 'deal', 'read')).toBe('none');
  });

  it('does not change what it was given', () => {
    setReach(noGrants, 'deal', 'read', 'all');
    expect(noGrants.kinds).toEqual({});
  });

  it('sets a column for the kinds it is told', () => {
    const grants = setColumn(noGrants, ['deal', 'lead'], 'delete', 'own');
    expect(reachOf(grants, 'lead', 'delete')).toBe('own');
    expect(reachOf(grants, 'lead', 'read')).toBe('own');
    expect(reachOf(grants, 'task', 'delete')).toBe('none');
  });
});

describe('field access', () => {
  it('stores restrictions only', () => {
    const hidden = setAccess(noGrants, 'deal', 'amount', 'hidden');
    expect(hidden.fields).toEqual({ deal: { amount: 'hidden' } });
    expect(restrictedFields(hidden, 'deal')).toBe(1);
    expect(setAccess(hidden, 'deal', 'amount', 'write').fields).toEqual({});
  });
});

describe('sameGrants', () => {
  it('looks at what is allowed, not at how it is written', () => {
    expect(sameGrants(noGrants, setRow(noGrants, 'deal', 'none'))).toBe(true);
    expect(sameGrants(noGrants, readGrants({ fields: { deal: { amount: 'write' } } }))).toBe(true);
    expect(sameGrants(noGrants, setReach(noGrants, 'deal', 'read', 'own'))).toBe(false);
    expect(sameGrants(noGrants, setAccess(noGrants, 'deal', 'amount', 'read'))).toBe(false);
  });
});
