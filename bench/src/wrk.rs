//! The load generator: wrk with a small Lua script per case.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What one measurement came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    /// Requests per second.
    pub rate: f64,
    /// Half of the answers were faster, in milliseconds.
    pub p50: f64,
    /// 99 of 100 answers were faster, in milliseconds.
    pub p99: f64,
    /// Answers that were no success.
    pub errors: u64,
}

/// Loads `url` for some seconds with requests as the Lua script makes them.
pub fn measure(script: &Path, url: &str, connections: u32, seconds: u32) -> Result<Measured, Box<dyn Error>> {
    let output = Command::new("wrk")
        .args(["--latency", "-t", "1", "-c", &connections.to_string(), "-d", &format!("{seconds}s"), "-s"])
        .arg(script)
        .arg(url)
        .output()
        .map_err(|error| format!("wrk did not start ({error}); `scripts/setup.sh bench` installs it"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    parse(&text).ok_or_else(|| format!("wrk said: {text}{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// Writes a script whose `request` is the given Lua body; `ids` is a list it can draw from.
pub fn write_script(
    path: &Path,
    headers: &[(&str, &str)],
    ids: &[String],
    request: &str,
) -> Result<(), Box<dyn Error>> {
    let mut lua = String::from("local ids = {");
    for id in ids {
        lua.push_str(&format!("{id:?},"));
    }
    lua.push_str(
        "}\nlocal seed = tonumber(tostring({}):match('0x(%x+)'), 16) or 1\nmath.randomseed(seed % 2147483647)\n",
    );
    lua.push_str("local counter = 0\nlocal headers = {");
    for (name, value) in headers {
        lua.push_str(&format!("[{name:?}] = {value:?},"));
    }
    lua.push_str("}\nlocal function any() return ids[math.random(#ids)] end\n");
    lua.push_str("function request()\n  counter = counter + 1\n  ");
    lua.push_str(request);
    lua.push_str("\nend\n");
    fs::write(path, lua)?;
    Ok(())
}

fn parse(text: &str) -> Option<Measured> {
    let after = |label: &str| text.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim);
    let errors = after("Non-2xx or 3xx responses:").and_then(|n| n.parse().ok()).unwrap_or(0);
    Some(Measured {
        rate: after("Requests/sec:")?.parse().ok()?,
        p50: milliseconds(after("50%")?)?,
        p99: milliseconds(after("99%")?)?,
        errors,
    })
}

fn milliseconds(text: &str) -> Option<f64> {
    let (number, factor) = match text {
        t if t.ends_with("us") => (t.trim_end_matches("us"), 0.001),
        t if t.ends_with("ms") => (t.trim_end_matches("ms"), 1.0),
        t if t.ends_with('m') => (t.trim_end_matches('m'), 60_000.0),
        t => (t.trim_end_matches('s'), 1_000.0),
    };
    number.trim().parse::<f64>().ok().map(|n| n * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_wrk_prints() {
        let text = "  Latency Distribution\n     50%  812.00us\n     75%    1.02ms\n     90%    1.50ms\n     99%    2.10ms\n\
                    Requests/sec:  70123.45\nTransfer/sec:     10.00MB\n";
        let measured = parse(text).expect("read");
        assert_eq!((measured.rate, measured.p50, measured.p99, measured.errors), (70123.45, 0.812, 2.1, 0));
    }
}
