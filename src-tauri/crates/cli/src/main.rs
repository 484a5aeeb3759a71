//! `reception`: the office from the command line. JSON on stdout, plain Chinese on stderr.

mod command;
mod import;
mod outcome;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    if let Some(read) = usecases::scanning::answer(std::env::args_os().skip(1)) {
        return read;
    }
    if let Some(read) = usecases::import::answer(std::env::args_os().skip(1)) {
        return read;
    }
    let arguments = command::Arguments::parse();
    match command::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => outcome::tell(&failure),
    }
}
