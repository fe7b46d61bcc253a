//! Counts the sentences of a file: what the speed is counted on, in
//! instructions.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: count FILE")?;
    let text = std::fs::read_to_string(path)?;
    println!("{}", nutgraf::sentences(&text).count());
    Ok(())
}
