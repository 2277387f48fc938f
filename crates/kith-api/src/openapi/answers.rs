//! JSON Schemas of everything the API answers beside records.

use serde_json::{Map, Value as Json, json};

/// The named schemas that routes point to.
pub(super) fn schemas() -> Map<String, Json> {
    let parts = [shared(), work(), tasks(), people(), overview()];
    parts.into_iter().filter_map(|part| if let Json::Object(map) = part { Some(map) } else { None }).flatten().collect()
}

fn reference(name: &str) -> Json {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn list(item: Json) -> Json {
    json!({"type": "array", "items": item})
}

fn id() -> Json {
    json!({"type": "string", "format": "uuid"})
}

fn time() -> Json {
    json!({"type": "string", "format": "date-time"})
}

fn maybe(ty: &str) -> Json {
    json!({"type": [ty, "null"]})
}

fn or_null(schema: Json) -> Json {
    json!({"anyOf": [schema, {"type": "null"}]})
}

/// An object whose properties are all there; those beginning with `?` may be absent.
fn object(properties: Json) -> Json {
    let Json::Object(map) = properties else { return json!({"type": "object"}) };
    let required: Vec<String> = map.keys().filter(|key| !key.starts_with('?')).cloned().collect();
    let properties: Map<String, Json> =
        map.into_iter().map(|(key, value)| (key.trim_start_matches('?').to_owned(), value)).collect();
    json!({"type": "object", "required": required, "properties": properties})
}

fn data(item: Json) -> Json {
    object(json!({"data": list(item)}))
}

fn page(item: Json) -> Json {
    object(json!({"data": list(item), "page": reference("PageCursors")}))
}

fn tasks() -> Json {
    let text = json!({"type": "string"});
    json!({
        "UpcomingTasks": data(object(json!({"task_id": id(), "title": text, "at": time()}))),
        "Invitations": object(json!({
            "organiser": object(json!({"name": text, "address": text})),
            "answers_arrive": {"type": "boolean"}, "takes_place": {"type": "boolean"},
            "people": list(object(json!({
                "email": text, "name": or_null(text.clone()), "contact_id": or_null(id()),
                "state": {"type": "string", "enum": ["not_invited", "invited", "outdated", "undelivered"]},
                "answer": or_null(json!({"type": "string", "enum": ["accepted", "declined", "tentative"]})),
                "answered_at": or_null(time()), "comment": or_null(text.clone()),
            }))),
        })),
        "RecurrencePreview": object(json!({"recurrence": text, "dates": list(time()), "time_zone": text})),
    })
}

fn shared() -> Json {
    let text = json!({"type": "string"});
    json!({
        "Problem": object(json!({
            "type": text, "title": text, "status": {"type": "integer"},
            "code": {"type": "string", "enum": crate::problem::Code::ALL.iter().map(|code| code.text()).collect::<Vec<_>>()},
            "?detail": text, "request_id": text, "?errors": list(reference("FieldError")),
            "?missing": object(json!({"kind": text, "action": text})),
            "?current": reference("AnyRecord"), "?changed_by": or_null(reference("Titled")), "?changed_at": time(),
        })),
        "FieldError": object(json!({"field": text, "code": text, "message": text})),
        "Money": {
            "type": "object", "required": ["amount", "currency"], "additionalProperties": false,
            "properties": {
                "amount": {"type": "integer", "description": "Minor units."},
                "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
            },
        },
        "Address": {
            "type": "object", "additionalProperties": false,
            "properties": {
                "street": maybe("string"), "city": maybe("string"), "region": maybe("string"),
                "postal_code": maybe("string"), "country": maybe("string"),
            },
        },
        "RecordLink": object(json!({"kind": text, "id": id()})),
        "Titled": object(json!({"id": id(), "title": text})),
        "AnyRecord": {
            "type": "object", "required": ["id", "version", "title", "created_at", "updated_at", "created_by"],
            "properties": {
                "id": id(), "version": {"type": "integer"}, "title": text, "created_at": time(), "updated_at": time(),
                "created_by": maybe("string"),
            },
            "additionalProperties": true,
        },
        "PageCursors": object(json!({"next": maybe("string"), "previous": maybe("string")})),
        "Aggregate": object(json!({
            "data": list(json!({
                "type": "object", "required": ["group"], "additionalProperties": true,
                "properties": {"group": {"description": "The value; null for all, or for records where it is empty."}, "count": {"type": "integer"}},
                "description": "With `sum_<field>` and `avg_<field>` as asked for; sums of money are lists.",
            })),
            "approximate": {"type": "boolean"},
        })),
    })
}

fn work() -> Json {
    let text = json!({"type": "string"});
    let integer = json!({"type": "integer"});
    let change = object(json!({"field": text, "old": {}, "new": {}}));
    let operations = json!({"type": "string", "enum": ["create", "update", "delete", "restore"]});
    json!({
        "Job": object(json!({
            "id": id(), "type": text,
            "status": {"type": "string", "enum": ["queued", "running", "succeeded", "failed", "cancelled"]},
            "total": {"type": ["integer", "null"]}, "done": integer, "failed": integer,
            "result": {"type": ["object", "null"], "additionalProperties": true}, "error": maybe("string"),
            "created_at": time(), "finished_at": or_null(time()), "undo_until": or_null(time()),
        })),
        "Jobs": data(reference("Job")),
        "OutgoingMail": outgoing_mail(false),
        "OutgoingMailText": outgoing_mail(true),
        "OutgoingMails": page(reference("OutgoingMail")),
        "SmsSettings": object(json!({
            "hook_url": text,
            "channel": or_null(object(json!({
                "service": {"type": "string", "enum": ["twilio", "http"]}, "address": text, "account": text,
                "sender": text, "has_token": {"type": "boolean"},
            }))),
        })),
        "Calendars": data(object(json!({"id": id(), "team": or_null(text.clone()), "made_at": or_null(time())}))),
        "CalendarAddress": object(json!({"id": id(), "made_at": time(), "url": text})),
        "Mailbox": mailbox(),
        "Mailboxes": data(reference("Mailbox")),
        "MailMessage": mail_message(false),
        "MailMessageText": mail_message(true),
        "MailMessages": page(reference("MailMessage")),
        "SequencePreview": data(or_null(object(json!({"at": time(), "due_at": time()})))),
        "Change": change,
        "Timeline": page(object(json!({
            "id": id(), "type": {"type": "string", "enum": ["note", "task", "interaction", "file", "change", "mail"]}, "at": time(),
            "actor": or_null(reference("Titled")), "?record": reference("AnyRecord"), "?mail": reference("MailMessage"), "?op": operations,
            "?changes": list(reference("Change")),
        }))),
        "Activity": page(object(json!({
            "id": id(), "type": {"type": "string", "const": "change"}, "at": time(), "actor": or_null(reference("Titled")),
            "op": text, "changes": list(reference("Change")), "kind": text, "record_id": id(), "record_title": text,
        }))),
        "Related": data(object(json!({
            "kind": text, "field": text, "count": integer, "approximate": {"type": "boolean"},
            "records": list(reference("AnyRecord")),
        }))),
        "RecordAccess": data(object(json!({
            "user": reference("Titled"), "actions": list(text.clone()), "because": text,
        }))),
        "FileUpload": object(json!({
            "id": id(), "offset": integer, "size": integer, "finished": {"type": "boolean"},
            "expires_at": {"type": ["string", "null"], "format": "date-time"},
        })),
        "Upload": object(json!({
            "id": id(), "file_name": text, "encoding": text, "delimiter": text,
            "columns": list(object(json!({
                "index": integer, "header": text, "samples": list(text.clone()), "field": maybe("string"),
            }))),
            "preview": list(list(text.clone())), "rows_estimate": integer,
        })),
        "SearchHits": data(object(json!({
            "kind": text, "id": id(), "title": text, "subtitle": maybe("string"),
            "matched": {"type": "string", "enum": ["title", "text", "similar"]},
        }))),
    })
}

/// A mail that goes out, with its words or without.
fn outgoing_mail(words: bool) -> Json {
    let text = json!({"type": "string"});
    let addresses = list(object(json!({"name": text, "address": text})));
    let mut properties = json!({
        "id": id(), "channel": {"type": "string", "enum": ["mail", "sms"]}, "state": {"type": "string", "enum": ["queued", "sending", "sent", "failed", "unsure"]},
        "to": addresses, "cc": addresses, "subject": text, "by": or_null(reference("Titled")),
        "mailbox_id": or_null(id()), "record": or_null(object(json!({"kind": text, "id": id()}))),
        "secret": {"type": "boolean", "description": "Its words are shown to nobody but who receives it."},
        "automatic": {"type": "boolean"}, "message_id": text,
        "attachments": list(object(json!({"name": text, "content_type": text, "size": {"type": "integer"}}))),
        "attempts": {"type": "integer"}, "error": maybe("string"), "next_at": or_null(time()),
        "sent_at": or_null(time()), "created_at": time(),
    });
    if words {
        properties["text"] = maybe("string");
        properties["html"] = maybe("string");
    }
    object(properties)
}

/// A mailbox; its passwords are never answered.
fn mailbox() -> Json {
    let (text, flag, integer) = (json!({"type": "string"}), json!({"type": "boolean"}), json!({"type": "integer"}));
    object(json!({
        "id": id(), "version": integer, "name": text, "address": text, "owner": or_null(reference("Titled")),
        "personal": flag, "team_id": or_null(id()), "purpose": {"type": "string", "enum": ["ticket", "timeline"]},
        "private": flag, "makes_contacts": flag, "acknowledges": flag, "active": flag,
        "imap_host": text, "imap_port": integer, "imap_security": text, "imap_user": text, "imap_folder": text,
        "smtp_host": maybe("string"), "smtp_port": maybe("integer"), "smtp_security": maybe("string"),
        "smtp_user": maybe("string"),
        "state": object(json!({
            "last_run_at": or_null(time()), "last_ok_at": or_null(time()), "next_at": time(),
            "error": maybe("string"), "error_with": maybe("string"), "failures": integer,
            "uid_validity": maybe("integer"), "last_uid": integer, "server_count": maybe("integer"),
            "kept_count": integer, "aside_count": integer,
        })),
    }))
}

/// A message that was found in a mailbox, with its words or without.
fn mail_message(words: bool) -> Json {
    let text = json!({"type": "string"});
    let address = object(json!({"name": text, "address": text}));
    let mut properties = json!({
        "id": id(), "mailbox_id": id(), "private": {"type": "boolean"}, "reason": maybe("string"),
        "from": address, "to": list(address.clone()), "cc": list(address), "subject": text,
        "nature": {"type": "string", "enum": ["person", "automatic", "bounce", "list"]},
        "files": list(object(json!({"name": text, "content_type": text, "size": {"type": "integer"}}))),
        "size": {"type": "integer"}, "has_raw": {"type": "boolean"}, "sent_at": time(), "created_at": time(),
    });
    if words {
        properties["text"] = text;
        properties["html"] = maybe("string");
        properties["quote_at"] = json!({
            "type": ["integer", "null"], "description": "From which character on it repeats earlier words.",
        });
    }
    object(properties)
}

fn people() -> Json {
    let text = json!({"type": "string"});
    let place = object(json!({"id": id(), "name": text}));
    json!({
        "Authenticated": object(json!({"user": reference("Titled"), "workspace": place})),
        "Tokens": object(json!({
            "access_token": text, "refresh_token": text, "token_type": {"type": "string", "const": "Bearer"},
            "expires_in": {"type": "integer", "description": "Seconds."},
        })),
        "Invitation": object(json!({"workspace": object(json!({"name": text})), "email": text, "name": maybe("string")})),
        "Sessions": data(object(json!({
            "id": id(), "device": text, "address": text, "created_at": time(), "last_used_at": time(),
            "current": {"type": "boolean"},
        }))),
        "NoteVersions": data(object(json!({
            "id": id(), "at": time(), "body": text, "actor": maybe("object"),
        }))),
        "NotificationChoices": data(object(json!({
            "kind": text, "app": {"type": "boolean"},
            "mail": {"type": "string", "enum": ["off", "now", "digest"]},
            "push": {"type": "boolean"}, "usual": {"type": "object"},
        }))),
        "PushBrowser": push_browser(),
        "PushBrowsers": object(json!({
            "key": {"type": "string", "description": "The `applicationServerKey` to subscribe with."},
            "data": list(push_browser()),
        })),
        "Me": object(json!({
            "id": id(), "name": text, "email": text, "locale": text, "time_zone": text,
            "theme": {"type": "string", "enum": ["system", "light", "dark"]}, "avatar_hue": {"type": "integer"},
            "picture": maybe("string"), "away_until": maybe("string"),
            "roles": list(object(json!({"id": id(), "key": maybe("string"), "title": text}))),
            "is_admin": {"type": "boolean"}, "team_user_ids": list(id()),
        })),
    })
}

fn push_browser() -> Json {
    object(json!({
        "id": id(), "device": {"type": "string"}, "created_at": time(), "succeeded_at": or_null(time()),
        "failed_at": or_null(time()), "trouble": maybe("string"),
        "current": {"type": "boolean", "description": "Whether it is the one that asks."},
    }))
}

fn overview() -> Json {
    let text = json!({"type": "string"});
    let integer = json!({"type": "integer"});
    let money = list(reference("Money"));
    // Null where the caller may not read the kind.
    let figure = maybe("integer");
    let grouped = list(object(json!({"group": maybe("string"), "count": integer})));
    let range = object(json!({"from": text, "to": text, "from_at": time(), "to_at": time()}));
    let closed = or_null(object(json!({
        "count": integer, "amount": money, "before": object(json!({"count": integer, "amount": money})),
        "trend": list(integer.clone()),
    })));
    let verdict = json!({"type": "string", "enum": ["good", "weak", "none"], "description": "Whether to rely on it."});
    let effect = object(json!({
        "feature": text, "level": text,
        "points": {"type": "integer", "description": "Percent that it adds, or takes away."},
    }));
    let candidates = list(object(json!({
        "id": id(), "title": text, "reason": {"type": "string", "enum": ["linked", "domain", "email", "phone", "name"]},
    })));
    json!({
        "FormFigures": object(json!({
            "data": list(object(json!({
                "form_id": {"type": "string", "format": "uuid"},
                "visits": {"type": "integer"},
                "spam": {"type": "integer", "description": "Sent by scripts; nothing of it is kept."},
                "submissions": {"type": "integer"},
                "leads": {"type": "integer", "description": "New ones."},
            }))),
        })),
        "FormPreview": object(json!({"html": {"type": "string"}})),
        "FormThanks": object(json!({
            "message": {"type": ["string", "null"]},
            "redirect_url": {"type": ["string", "null"]},
        })),
        "CampaignFigures": object(json!({
            "data": list(object(json!({
                "campaign_id": {"type": "string", "format": "uuid"},
                "leads": {"type": "integer"},
                "hot": {"type": "integer"},
                "converted": {"type": "integer"},
                "won": {"type": "integer", "description": "Deals."},
                "revenue": list(reference("Money")),
                "revenue_total": or_null(reference("Money")),
                "unconverted": {
                    "type": "array", "items": {"type": "string"},
                    "description": "Currencies without an exchange rate, which the total leaves out.",
                },
                "budget": or_null(reference("Money")),
                "spend": or_null(reference("Money")),
                "cost_per_lead": or_null(reference("Money")),
                "roi": {"type": ["number", "null"], "description": "Percent of the spend."},
            }))),
        })),
        "CampaignTrend": object(json!({
            "range": {"type": "object"},
            "parts": list(object(json!({
                "from": {"type": "string", "format": "date"}, "to": {"type": "string", "format": "date"},
                "from_at": {"type": "string", "format": "date-time"}, "to_at": {"type": "string", "format": "date-time"},
                "leads": integer, "won": integer, "revenue": or_null(reference("Money")),
            }))),
        })),
        "ConversionProposal": object(json!({
            "companies": candidates, "contacts": candidates,
            "company": {"type": "object"}, "contact": {"type": "object"}, "deal": {"type": "object"},
            "open_tasks": integer, "notes": integer, "files": integer, "interactions": integer,
        })),
        "TicketReply": object(json!({"ticket": reference("AnyRecord"), "message": reference("AnyRecord")})),
        "TicketReceived": object(json!({
            "ticket_id": id(), "message_id": id(), "new": {"type": "boolean"}, "repeated": {"type": "boolean"},
        })),
        "LeadScore": object(json!({
            "score": {"type": "integer", "minimum": 0, "maximum": 100}, "temperature": maybe("string"),
            "source": {"type": "string", "enum": ["rules", "manual"]}, "rules_score": maybe("integer"),
            "reasons": list(object(json!({
                "rule_id": id(), "name": maybe("string"), "points": {"type": "integer"},
                "category": {"type": "string", "enum": ["fit", "engagement"]},
            }))),
            "hot_above": {"type": "integer"}, "warm_from": {"type": "integer"},
            "prediction": or_null(object(json!({
                "probability": {"type": "integer", "minimum": 1, "maximum": 99}, "usual": integer,
                "verdict": verdict, "reasons": list(effect.clone()),
            }))),
        })),
        "Prediction": object(json!({
            "enabled": {"type": "boolean"}, "won": integer, "lost": integer, "needed": integer,
            "model": or_null(object(json!({
                "trained_at": {"type": "string", "format": "date-time"}, "won": integer, "lost": integer,
                "held_out": object(json!({"won": integer, "lost": integer})),
                "auc": {"type": "number"}, "auc_low": {"type": "number"}, "auc_high": {"type": "number"},
                "lift": {"type": "number"}, "verdict": verdict,
                "calibration": list(object(json!({
                    "from": integer, "leads": integer, "predicted": {"type": "number"}, "won": {"type": "number"},
                }))),
                "strongest": list(effect),
            }))),
        })),
        "Converted": object(json!({
            "lead": reference("AnyRecord"), "contact_id": id(), "company_id": or_null(id()), "deal_id": or_null(id()),
        })),
        "Dashboard": object(json!({
            "range": range, "before": range, "parts": list(text.clone()),
            "owners": or_null(list(id())),
            "counts": object(json!({
                "contacts": figure, "companies": figure, "customers": figure, "leads": figure, "deals": figure,
                "deals_open": figure, "tasks_open": figure, "tasks_overdue": figure,
            })),
            "pipeline_value": money, "weighted_value": money, "won": closed, "lost": closed,
            "new_leads": or_null(object(json!({"count": integer, "before": integer, "trend": list(integer.clone())}))),
            "conversion": or_null(object(json!({
                "leads": integer, "converted": integer,
                "before": object(json!({"leads": integer, "converted": integer})),
                "trend": list(maybe("number")),
            }))),
            "revenue": list(object(json!({
                "month": text, "from_at": time(), "to_at": time(), "amount": money, "before": money,
            }))),
            "deals_per_stage": list(object(json!({
                "stage": reference("Titled"), "pipeline_id": id(), "count": integer, "amount": money,
                "weighted": money,
            }))),
            "leads_per_stage": grouped, "leads_per_source": grouped,
            "campaigns": list(object(json!({
                "campaign": reference("Titled"), "leads": integer, "won": integer, "revenue": money,
            }))),
        })),
        "DealChanges": object(json!({
            "since": time(), "from": text, "to": text, "cut": {"type": "boolean"},
            "changes": list(object(json!({
                "change": {
                    "type": "string", "enum": ["new", "won", "lost", "moved_in", "moved_out", "up", "down"],
                },
                "count": integer, "amount": money,
                "deals": list(object(json!({
                    "id": id(), "title": text, "amount": or_null(reference("Money")),
                    "before": or_null(reference("Money")),
                }))),
            }))),
        })),
        "Queue": object(json!({
            "data": list(object(json!({
                "reason": {"type": "string", "enum": ["overdue", "due_today", "hot_lead", "quiet", "unplanned"]},
                "since": or_null(time()), "kind": {"type": "string", "enum": ["task", "lead", "deal"]},
                "record": reference("AnyRecord"),
            }))),
            "counts": object(json!({
                "overdue": integer, "due_today": integer, "hot_lead": integer, "quiet": integer, "unplanned": integer,
            })),
            "page": reference("PageCursors"),
        })),
        "ReportResult": object(json!({
            "title": text, "range": or_null(range), "time_zone": text, "made_at": time(),
            "groupings": list(object(json!({"key": text, "label": text, "target": maybe("string")}))),
            "columns": list(object(json!({
                "key": text, "label": text,
                "type": {"type": "string", "enum": ["count", "number", "days", "percent", "money"]},
                "behind": or_null(object(json!({"kinds": text, "filter": {"type": "object"}, "by": list(text.clone())}))),
            }))),
            "rows": list(object(json!({
                "groups": list(object(json!({
                    "value": {"description": "Null where the field is empty."}, "title": text, "from": text, "to": text,
                    "from_at": time(), "to_at": time(),
                }))),
                "cells": list(json!({"description": "A number, a list of amounts, or null."})),
                "filter": or_null(json!({"type": "object", "description": "Where its groups do not say which records it is about."})),
            }))),
            "total": list(json!({"description": "As in rows."})),
            "chart": {"type": "string", "enum": ["bar", "line", "funnel", "stacked", "donut", "table"]},
            "drawn": text,
        })),
        "Bootstrap": object(json!({
            "version": text, "event_id": maybe("string"),
            "setup": object(json!({"needs_workspace": {"type": "boolean"}, "registration_open": {"type": "boolean"}})),
            "me": or_null(reference("Me")),
            "workspace": or_null(object(json!({
                "id": id(), "name": text, "currency": text, "time_zone": text, "locale": text,
                "fiscal_year_start": integer, "logo": maybe("string"),
            }))),
            "users": list(object(json!({
                "id": id(), "title": text, "email": text, "status": text, "avatar_hue": integer, "picture": maybe("string"),
            }))),
            "teams": list(reference("Titled")),
            "tags": list(object(json!({"id": id(), "title": text, "color": maybe("string")}))),
            "pipelines": list(object(json!({
                "id": id(), "title": text, "is_default": {"type": "boolean"},
                "stages": list(object(json!({
                    "id": id(), "title": text, "kind": text, "probability": integer, "color": maybe("string"),
                    "position": integer,
                }))),
            }))),
            "kinds": list(reference("KindMeta")),
        })),
        "KindMeta": object(json!({
            "key": text, "plural": text, "label": text, "label_plural": text, "icon": text, "group": text,
            "title_fields": list(text.clone()), "subtitle_fields": list(text.clone()),
            "default_columns": list(text.clone()), "default_sort": text, "create_fields": list(text.clone()),
            "capabilities": list(text.clone()),
            "rights": {"type": "object", "additionalProperties": {"type": "string", "enum": ["none", "own", "team", "all"]}},
            "fields": list(reference("FieldMeta")),
        })),
        "FieldMeta": object(json!({
            "key": text, "label": text, "type": text, "required": {"type": "boolean"}, "read_only": {"type": "boolean"},
            "custom": {"type": "boolean"}, "filterable": {"type": "boolean"}, "sortable": {"type": "boolean"},
            "searchable": {"type": "boolean"}, "aggregatable": {"type": "boolean"}, "operators": list(text.clone()),
            "options": list(object(json!({"value": text, "label": text, "color": maybe("string")}))),
            "target": maybe("string"), "max_length": maybe("integer"), "min": maybe("integer"), "max": maybe("integer"),
            "group": text, "access": {"type": "string", "enum": ["write", "read"]},
        })),
    })
}
