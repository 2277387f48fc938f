//! What is measured: one request shape per case, the same for every server.

/// A request shape.
pub struct Case {
    /// Short name in the report.
    pub name: &'static str,
    /// What it is, for the report.
    pub what: &'static str,
    /// The Lua body of wrk's `request`, drawing ids with `any()`.
    pub lua: &'static str,
    /// A path that answers a typical body, from which the reference server's constant bytes are
    /// taken; `{id}` stands for a record. Empty where there is no such reference.
    pub sample: &'static str,
    /// The longest acceptable p99 in milliseconds.
    pub p99_limit: f64,
}

/// The cases, in the order of the report.
pub const CASES: [Case; 6] = [
    Case {
        name: "point read",
        what: "GET /contacts/{id}",
        lua: "return wrk.format('GET', '/api/v1/contacts/' .. any(), headers)",
        sample: "/api/v1/contacts/{id}",
        p99_limit: 20.0,
    },
    Case {
        name: "list",
        what: "GET /contacts?lifecycle=customer&sort=-updated_at&limit=50",
        lua: "return wrk.format('GET', '/api/v1/contacts?lifecycle=customer&sort=-updated_at&limit=50', headers)",
        sample: "/api/v1/contacts?lifecycle=customer&sort=-updated_at&limit=50",
        p99_limit: 20.0,
    },
    Case {
        name: "search",
        what: "GET /search?q=<name prefix>",
        lua: "local words = {'sharma', 'menon pri', 'goyal', 'rahul go', 'becker han', 'okaf', 'kulkarni sn', 'lotus'}\n  \
              return wrk.format('GET', '/api/v1/search?limit=20&q=' .. words[math.random(#words)]:gsub(' ', '%%20'), headers)",
        sample: "/api/v1/search?limit=20&q=sharma",
        p99_limit: 60.0,
    },
    Case {
        name: "create",
        what: "POST /contacts: row, audit, outbox, search text, counters; on disk before the answer",
        lua: "local n = seed % 1000000 .. '-' .. counter\n  \
              return wrk.format('POST', '/api/v1/contacts', headers, '{\"first_name\":\"Load\",\"last_name\":\"Test ' .. n .. \
              '\",\"email\":\"load' .. n .. '@example.com\",\"job_title\":\"Buyer\"}')",
        sample: "",
        p99_limit: 20.0,
    },
    Case {
        name: "update",
        what: "PATCH /contacts/{id}: one field",
        lua: "return wrk.format('PATCH', '/api/v1/contacts/' .. any(), headers, '{\"job_title\":\"Buyer ' .. counter .. '\"}')",
        sample: "",
        p99_limit: 20.0,
    },
    Case {
        name: "aggregate",
        what: "GET /contacts/aggregate?group_by=lifecycle&measure=count",
        lua: "return wrk.format('GET', '/api/v1/contacts/aggregate?group_by=lifecycle&measure=count', headers)",
        sample: "/api/v1/contacts/aggregate?group_by=lifecycle&measure=count",
        p99_limit: 20.0,
    },
];
