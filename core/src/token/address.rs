//! Where an address starts in running text, and how long it is.

/// The length of the web address, e-mail address, handle or hashtag that
/// `text` starts with; `text` has no white space.
///
/// Linear in the length of `text`.
pub(crate) fn address(text: &str) -> Option<usize> {
    match text.bytes().next()? {
        b'@' => handle(text),
        b'#' => hashtag(text),
        first if first.is_ascii_alphanumeric() => url(text).or_else(|| email(text)),
        _ => None,
    }
}

/// `@name`: letters, digits and underscores.
fn handle(text: &str) -> Option<usize> {
    let len = name_len(text.get(1..)?);
    (len > 0).then_some(1 + len)
}

/// `#topic`: as a handle, with a letter of any script, so that "#5" is none.
fn hashtag(text: &str) -> Option<usize> {
    let rest = text.get(1..)?;
    let len = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    rest.get(..len)?.contains(char::is_alphabetic).then_some(1 + len)
}

fn name_len(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'_').count()
}

/// `scheme://…`, `www.…`, or a domain of a common top level with a path.
fn url(text: &str) -> Option<usize> {
    let scheme = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let after_scheme = text.get(scheme..)?.strip_prefix("://");
    let is_url = after_scheme.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        || (scheme == 3
            && text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."))
            && text.len() > 4)
        || has_domain(text);
    if !is_url {
        return None;
    }
    let all = text.find(['"', '<', '>', '“', '”', '«', '»', '|']).unwrap_or(text.len());
    // Punctuation at the end is the sentence's; a bracket that the address
    // opened itself is the address's.
    let all = text.get(..all)?;
    let url = all.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…', ')', ']', '}']);
    let count = |bracket| url.bytes().filter(|&byte| byte == bracket).count();
    let closes = all.get(url.len()..)?.starts_with(')') && count(b'(') > count(b')');
    Some(url.len() + usize::from(closes))
}

/// `example.org/path`.
fn has_domain(text: &str) -> bool {
    const TOP: &[&str] = &[
        "com", "org", "net", "gov", "edu", "int", "io", "uk", "in", "au", "ke", "za", "eu", "tv", "ly", "me",
    ];
    let host =
        text.bytes().take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-').count();
    let (host, path) = text.split_at_checked(host).unwrap_or(("", ""));
    path.len() > 1
        && path.starts_with('/')
        && host.rsplit_once('.').is_some_and(|(name, top)| !name.is_empty() && TOP.contains(&top))
}

/// `local@domain.top`.
fn email(text: &str) -> Option<usize> {
    let is_local =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = text.bytes().take_while(is_local).count();
    let domain = text.get(local..)?.strip_prefix('@')?;
    let len = domain
        .bytes()
        .take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
        .count();
    let domain = domain.get(..len)?.trim_end_matches(['.', '-']);
    let (name, top) = domain.rsplit_once('.')?;
    let real = !name.is_empty() && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    real.then_some(local + 1 + domain.len())
}
