//! The commands.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};
use serde_json::{Value, json};
use usecases::import::BookReader;
use usecases::scanning::Reader;
use usecases::{CommandError, Office, Opening, dispatch, safekeeping};

use crate::import;
use crate::outcome::{Failure, print};

/// 企业接待日命令行。结果以 JSON 写到标准输出，说明写到标准错误。
///
/// 退出码：0 完成；1 被拒绝；2 用法不对；3 数据文件夹不能打开；4 经过记录没有通过校验。
#[derive(Debug, Parser)]
#[command(name = "reception", version)]
pub(crate) struct Arguments {
    /// 数据文件夹
    #[arg(long, global = true, env = "RECEPTION_DATA", value_name = "文件夹")]
    data: Option<PathBuf>,
    /// 公文字体所在的文件夹，可给多个
    #[arg(
        long,
        global = true,
        env = "RECEPTION_FONTS",
        value_delimiter = ':',
        value_name = "文件夹"
    )]
    fonts: Vec<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 列出全部用例的名称
    Names,
    /// 执行一个用例；输入是 JSON，- 表示从标准输入读
    Call { name: String, input: String },
    /// 导出
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// 把交办单做成 PDF；可写编号或字号
    Paper {
        #[arg(required_unless_present = "issued", value_name = "交办单")]
        slips: Vec<String>,
        /// 合成一个 PDF，保存到
        #[arg(long, value_name = "文件", required_unless_present = "into")]
        out: Option<PathBuf>,
        /// 附签收回执
        #[arg(long, conflicts_with = "into")]
        with_receipts: bool,
        /// 逐张另存为 PDF，保存到这个文件夹
        #[arg(long, value_name = "文件夹", conflicts_with = "out")]
        into: Option<PathBuf>,
        /// 这一年已签发的全部交办单，如 2026；只与 --into 合用
        #[arg(long, value_name = "年份", requires = "into", conflicts_with_all = ["slips", "out"])]
        issued: Option<i32>,
    },
    /// 导入旧台账、名录或年度安排；不合规的行不导入，写明原因
    Import {
        file: PathBuf,
        /// 表的内容：ledger 诉求台账，enterprises 企业名录，units 单位名录，rota 年度安排
        #[arg(long, default_value = "ledger", value_parser = ["ledger", "enterprises", "units", "rota"])]
        kind: String,
        /// 工作表的名称；不写则自动选
        #[arg(long, value_name = "名称")]
        sheet: Option<String>,
        /// 只预览，不导入
        #[arg(long)]
        preview: bool,
        /// 名录里没有的承办单位不新建，相关的行退回
        #[arg(long)]
        known_units: bool,
        /// 需改正的行另存为工作簿，改后可再导入
        #[arg(long, value_name = "文件")]
        refused: Option<PathBuf>,
    },
    /// 校验经过记录
    Verify,
    /// 立即备份
    Backup,
    /// 把备份恢复到新的空文件夹
    Restore { from: PathBuf, into: PathBuf },
    /// 生成示例办公室
    Demo {
        dir: PathBuf,
        /// 相同的种子生成相同的内容
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// 诉求总数，用于性能测试；不写则生成约 150 条的示例
        #[arg(long, value_name = "条数")]
        scale: Option<u32>,
        /// 示例里的“今天”，如 2026-09-23；不写则用本机日期
        #[arg(long, value_name = "日期")]
        today: Option<chrono::NaiveDate>,
    },
}

#[derive(Debug, Subcommand)]
enum Export {
    /// 导出诉求台账
    Ledger {
        /// 保存到
        #[arg(long, value_name = "文件")]
        out: PathBuf,
        /// 公开版：不含人名、电话和保密事项
        #[arg(long)]
        public: bool,
        /// 排在两张 A4 纸上；不写时用 A3 纸
        #[arg(long)]
        a4: bool,
        /// 标题里的时段，如 2026年第三季度
        #[arg(long, default_value = "", value_name = "时段")]
        period: String,
        /// 筛选条件 JSON，同 list_ledger 的 filter
        #[arg(long, default_value = "{}", value_name = "JSON")]
        filter: String,
    },
}

/// Runs one command.
pub(crate) fn run(arguments: Arguments) -> Result<(), Failure> {
    let Arguments { data, fonts, command } = arguments;
    let open = || open(data.as_deref(), fonts.clone());
    match command {
        Command::Names => print(&usecases::contract::NAMES),
        Command::Call { name, input } => call(&open()?, &name, &input),
        Command::Export { what: Export::Ledger { out, public, a4, period, filter } } => {
            let input = json!({
                "filter": parse(&filter)?,
                "variant": if public { "public" } else { "full" },
                "paper": if a4 { "a4" } else { "a3" },
                "path": absolute(&out)?,
                "period": period,
                "job": "export",
            });
            print(&dispatch(&open()?, "export_ledger", input)?)
        }
        Command::Paper { slips, out: Some(out), with_receipts, .. } => {
            paper(&open()?, &slips, &out, with_receipts)
        }
        Command::Paper { slips, into, issued, .. } => {
            papers(&open()?, &slips, issued, &into.unwrap_or_default())
        }
        Command::Import { file, kind, sheet, preview, known_units, refused } => {
            let table = import::Table {
                path: absolute(&file)?,
                kind,
                sheet,
                with_new_units: !known_units,
                refused: refused.as_deref().map(absolute).transpose()?,
            };
            let office = open()?;
            print(&if preview { table.preview(&office)? } else { table.accept(&office)? })
        }
        Command::Verify => {
            let proof = dispatch(&open()?, "verify_journal", json!({ "job": "verify" }))?;
            print(&proof)?;
            if proof["fault"].is_null() { Ok(()) } else { Err(Failure::Journal) }
        }
        Command::Backup => print(&dispatch(&open()?, "make_backup", json!({ "job": "backup" }))?),
        Command::Restore { from, into } => print(&safekeeping::restore(&from, &into)?),
        Command::Demo { dir, seed, scale, today } => {
            let fonts = if fonts.is_empty() { usual_fonts() } else { fonts };
            let plan = reception::demo::Plan { seed, scale, today, fonts };
            print(&reception::demo::build(&dir, &plan)?)
        }
    }
}

fn open(data: Option<&Path>, fonts: Vec<PathBuf>) -> Result<Office, Failure> {
    let data = data.ok_or_else(|| {
        Failure::Usage(String::from("请用 --data 或环境变量 RECEPTION_DATA 指明数据文件夹。"))
    })?;
    let fonts = if fonts.is_empty() { usual_fonts() } else { fonts };
    let program = std::env::current_exe().unwrap_or_default();
    let (scans, books) = (Reader::apart(program.clone()), BookReader::apart(program));
    Office::open(Opening { scans, books, ..Opening::at(data, fonts) })
        .map_err(|error| Failure::Folder(CommandError::from(&error)))
}

/// Beside the program, as bundles and builds lay them, then the system's.
fn usual_fonts() -> Vec<PathBuf> {
    let program = std::env::current_exe().unwrap_or_default();
    let mut folders: Vec<PathBuf> = program
        .ancestors()
        .skip(1)
        .take(3)
        .map(|folder| folder.join("fonts"))
        .filter(|folder| folder.is_dir())
        .collect();
    folders.push(PathBuf::from("/usr/share/fonts"));
    folders
}

fn call(office: &Office, name: &str, input: &str) -> Result<(), Failure> {
    if !usecases::contract::NAMES.contains(&name) {
        return Err(Failure::Usage(format!("没有“{name}”这个用例，可用 reception names 查看。")));
    }
    let mut text = input.to_owned();
    if input == "-" {
        text.clear();
        std::io::stdin().read_to_string(&mut text)?;
    }
    print(&dispatch(office, name, parse(&text)?)?)
}

fn parse(text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text)
        .map_err(|error| Failure::Usage(format!("输入不是正确的 JSON：第 {} 行。", error.line())))
}

fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    Ok(std::path::absolute(path)?)
}

fn paper(
    office: &Office,
    slips: &[String],
    out: &Path,
    with_receipts: bool,
) -> Result<(), Failure> {
    let ids = slips.iter().map(|slip| slip_id(office, slip)).collect::<Result<Vec<_>, _>>()?;
    let input = json!({
        "ids": ids, "with_receipts": with_receipts, "is_counted": false,
        "path": absolute(out)?, "job": "paper",
    });
    print(&dispatch(office, "print_slips", input)?)
}

/// Saves each of these slips, or all issued in a year, as a file of its own.
fn papers(
    office: &Office,
    slips: &[String],
    issued: Option<i32>,
    into: &Path,
) -> Result<(), Failure> {
    let chosen = match issued {
        Some(year) => json!({ "of": "issued", "year": year, "query": "" }),
        None => {
            let ids = slips.iter().map(|slip| slip_id(office, slip)).collect::<Result<Vec<_>, _>>();
            json!({ "of": "named", "ids": ids? })
        }
    };
    let input = json!({ "slips": chosen, "folder": absolute(into)?, "job": "papers" });
    print(&dispatch(office, "export_slips", input)?)
}

/// Returns the key of the slip with exactly this number or draft code: words alone find 12号 for 1号.
fn listed(office: &Office, name: &str) -> Result<Option<Value>, Failure> {
    let mut numbers = name.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let Some(year) = numbers.next().and_then(|year| year.parse::<i32>().ok()) else {
        return Ok(None);
    };
    let input = json!({ "year": year, "query": name, "states": [], "limit": 500, "offset": 0 });
    let list = dispatch(office, "list_slips", input)?;
    let groups = list["groups"].as_array().into_iter().flatten();
    let mut slips = groups.flat_map(|group| group["slips"].as_array().into_iter().flatten());
    let named = slips.find(|slip| slip["number"] == name || slip["draft_code"] == name);
    Ok(named.map(|slip| slip["id"].clone()))
}

/// Returns the key of a slip named by key, number or draft code.
fn slip_id(office: &Office, name: &str) -> Result<Value, Failure> {
    if dispatch(office, "get_slip", json!({ "id": name })).is_ok() {
        return Ok(json!(name));
    }
    if let Some(id) = listed(office, name)? {
        return Ok(id);
    }
    let found = dispatch(office, "search_everything", json!({ "query": name, "limit": 5 }))?;
    let groups = found["groups"].as_array().cloned().unwrap_or_default();
    let slips = groups.iter().find(|group| group["target"] == "slip");
    match slips.and_then(|group| group["hits"].as_array()).map(Vec::as_slice) {
        Some([only]) => Ok(only["id"].clone()),
        Some([_, ..]) => Err(Failure::Usage(format!("“{name}”对应不止一张交办单，请写全字号。"))),
        _ => Err(Failure::Usage(format!("没有找到交办单“{name}”。"))),
    }
}
