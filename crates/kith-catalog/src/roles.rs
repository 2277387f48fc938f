//! The rights that the built-in roles start with. Workspaces may change all but Admin's.

use std::collections::BTreeMap;

use kith_access::{FieldAccess, Grants, KindGrants, Reach};

use crate::KINDS;

/// A role that every new workspace has.
pub struct BuiltInRole {
    /// Fixed key.
    pub key: &'static str,
    /// English name.
    pub name: &'static str,
    /// Who it is for.
    pub description: &'static str,
    /// Its rights.
    pub grants: fn() -> Grants,
}

/// The built-in roles, most powerful first.
pub static ROLES: [BuiltInRole; 7] = [
    role("admin", "Admin", "Everything, including users, roles, settings and audit.", admin),
    role("manager", "Manager", "All records of all modules; assigns work; no settings.", manager),
    role("sales", "Sales", "Reads everything in sales; changes own and team's records.", sales),
    role("marketing", "Marketing", "Campaigns, leads and segments; reads contacts, companies and deals.", marketing),
    role("support", "Support", "Tickets, contacts, companies, tasks and notes; reads leads and deals.", support),
    role("finance", "Finance", "Products; reads companies, contacts and deals.", finance),
    role("read_only", "Read only", "Reads what a manager reads.", read_only),
];

const fn role(key: &'static str, name: &'static str, description: &'static str, grants: fn() -> Grants) -> BuiltInRole {
    BuiltInRole { key, name, description, grants }
}

/// What everybody reads so that lists and forms can be shown at all.
const REFERENCE: [&str; 10] =
    ["user", "team", "role", "workspace", "pipeline", "stage", "tag", "custom_field", "scoring_rule", "exchange_rate"];
/// What people keep for themselves, and may share.
const KEPT: [&str; 2] = ["view", "report"];
const RECORDS: [&str; 4] = ["lead", "deal", "contact", "company"];
const ACTIVITY: [&str; 4] = ["task", "interaction", "note", "file"];

/// What everybody may do whatever their roles say: read what Kith tells them, and mark it read.
pub fn everybody() -> Grants {
    let mut own = KindGrants::all(Reach::None);
    own.read = Reach::Own;
    own.update = Reach::Own;
    Grants { kinds: [("notification".to_owned(), own)].into(), ..Grants::default() }
}

const OWN_TO_CHANGE: KindGrants = KindGrants {
    create: Reach::All,
    read: Reach::All,
    update: Reach::Team,
    delete: Reach::Own,
    export: Reach::Team,
    assign: Reach::Team,
};
const WRITE: KindGrants = KindGrants {
    create: Reach::All,
    read: Reach::All,
    update: Reach::All,
    delete: Reach::Own,
    export: Reach::All,
    assign: Reach::All,
};
/// Of what Kith keeps itself.
const READ_AND_EXPORT: KindGrants = {
    let mut grants = KindGrants::read_only();
    grants.export = Reach::All;
    grants
};
const PERSONAL: KindGrants = KindGrants {
    create: Reach::All,
    read: Reach::All,
    update: Reach::Own,
    delete: Reach::Own,
    export: Reach::None,
    assign: Reach::None,
};

fn grants(lines: &[(&[&str], KindGrants)]) -> Grants {
    let mut out = Grants::default();
    for kind in REFERENCE {
        out.kinds.insert(kind.into(), KindGrants::read_only());
    }
    for kind in KEPT {
        out.kinds.insert(kind.into(), PERSONAL);
    }
    for (kinds, grant) in lines {
        for kind in *kinds {
            out.kinds.insert((*kind).into(), *grant);
        }
    }
    out
}

fn admin() -> Grants {
    Grants { admin: true, ..Grants::default() }
}

fn manager() -> Grants {
    let all = KindGrants::all(Reach::All);
    grants(&[
        (&["campaign", "form", "product", "sequence", "ticket", "canned_reply"], all),
        (&["form_submission"], READ_AND_EXPORT),
        (&RECORDS, all),
        (&ACTIVITY, all),
        (&["tag", "quota"], all),
        (&KEPT, all),
    ])
}

fn sales() -> Grants {
    let mut tag = KindGrants::read_only();
    tag.create = Reach::All;
    let read = KindGrants::read_only();
    grants(&[
        (&["campaign", "form", "form_submission", "product", "quota", "sequence", "ticket"], read),
        (&RECORDS, OWN_TO_CHANGE),
        (&ACTIVITY, OWN_TO_CHANGE),
        (&["tag"], tag),
    ])
}

fn marketing() -> Grants {
    let read = KindGrants::read_only();
    let mut change = read;
    change.update = Reach::All;
    change.export = Reach::All;
    let all = KindGrants::all(Reach::All);
    grants(&[
        (&["campaign", "form", "lead", "sequence", "tag"], all),
        (&["form_submission"], READ_AND_EXPORT),
        (&["contact"], change),
        (&["company", "deal", "product"], read),
        (&ACTIVITY, OWN_TO_CHANGE),
    ])
}

fn support() -> Grants {
    let read = KindGrants::read_only();
    grants(&[
        (&["ticket", "canned_reply"], KindGrants::all(Reach::All)),
        (&["contact", "company", "tag"], WRITE),
        (&["campaign", "lead", "deal", "product"], read),
        (&ACTIVITY, WRITE),
    ])
}

fn finance() -> Grants {
    let read = KindGrants::read_only();
    grants(&[
        (&["product"], KindGrants::all(Reach::All)),
        (&["campaign", "contact", "company", "deal", "quota"], read),
        (&ACTIVITY, OWN_TO_CHANGE),
    ])
}

fn read_only() -> Grants {
    let read = KindGrants::read_only();
    grants(&[
        (&["campaign", "form", "form_submission", "product", "quota", "sequence", "ticket", "canned_reply"], read),
        (&RECORDS, read),
        (&ACTIVITY, read),
    ])
}

/// Adds the rights to parts, which are those to what they are parts of: who may change a deal may
/// change its lines, and who may not see its amount does not see theirs.
pub fn with_parts(mut grants: Grants) -> Grants {
    for kind in KINDS {
        let (Some(part), Some((whole, _))) = (kind.part_of, kind.whole()) else { continue };
        let rights = grants.kinds.get(whole).copied().unwrap_or_default();
        let change = if kind.kept { Reach::None } else { rights.update };
        let rights = KindGrants {
            create: change,
            read: rights.read,
            update: change,
            delete: change,
            export: rights.export,
            assign: Reach::None,
        };
        grants.kinds.insert(kind.key.into(), rights);
        let limits = grants.fields.get(whole).cloned().unwrap_or_default();
        let limited = |(of, own): &(&str, &str)| Some(((*own).to_owned(), *limits.get(*of)?));
        let limited: BTreeMap<String, FieldAccess> = part.fields.iter().filter_map(limited).collect();
        if !limited.is_empty() {
            grants.fields.insert(kind.key.into(), limited);
        }
    }
    grants
}
