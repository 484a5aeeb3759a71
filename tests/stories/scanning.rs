//! 扫描件: returned papers find their record by the code printed on them (scenario of issue 3, D).

mod glass;

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::sitting::Sitting;
use crate::world::{World, id_of};
use glass::{Scan, pages};

/// Prints these slips with their receipts; returns the file.
fn print(world: &World, ids: &[String]) -> PathBuf {
    let input = json!({
        "ids": ids, "with_receipts": true, "is_counted": true, "path": null, "job": "打印",
    });
    let printed: Value = world.call("print_slips", input);
    printed["path"].as_str().expect("a path").into()
}

fn read(world: &World, files: &[PathBuf]) -> Vec<Value> {
    let read: Value = world.call("read_scans", json!({ "paths": files, "job": "识别" }));
    read["scans"].as_array().expect("scans").clone()
}

fn list<'v>(of: &'v Value, key: &str) -> &'v [Value] {
    of[key].as_array().expect("a list")
}

/// Confirms all that was found.
fn keep(world: &World, scans: &[Value]) -> Vec<Value> {
    let found = scans.iter().filter(|scan| !list(scan, "papers").is_empty());
    let scans: Vec<Value> = found
        .map(|scan| {
            let papers: Vec<&Value> =
                list(scan, "papers").iter().map(|one| &one["paper"]).collect();
            json!({ "path": scan["path"], "sm3": scan["sm3"], "papers": papers })
        })
        .collect();
    let kept: Value = world.call("keep_scans", json!({ "scans": scans }));
    list(&kept, "scans").to_vec()
}

fn titles(scan: &Value) -> Vec<&str> {
    list(scan, "papers").iter().map(|one| one["title"].as_str().expect("a title")).collect()
}

fn faults(scan: &Value) -> Vec<&str> {
    list(scan, "faults").iter().map(|one| one["fault"].as_str().expect("a fault")).collect()
}

/// An office with slips of two units each, and another office whose papers stray in.
struct Post {
    world: World,
    sitting: Sitting,
    slips: Vec<Value>,
    /// The pages of each slip: the slip itself, then the receipts of its units.
    papers: Vec<Vec<Scan>>,
}

impl Post {
    fn new(count: usize) -> Self {
        let world = World::set_up();
        let sitting = Sitting::start(&world);
        let titles = ["三号冷库增容送电受阻", "园区道路积水", "用地手续久办不下", "货车进城受限"];
        let slips: Vec<Value> = titles[..count]
            .iter()
            .map(|title| sitting.issued(&world, &[&sitting.demand(&world, title)]))
            .collect();
        let papers = slips.iter().map(|slip| pages(&print(&world, &[id_of(slip)]))).collect();
        Self { world, sitting, slips, papers }
    }

    fn detail(&self, slip: usize) -> Value {
        self.world.call("get_slip", json!({ "id": id_of(&self.slips[slip]) }))
    }

    fn number(&self, slip: usize) -> String {
        self.detail(slip)["number"].as_str().expect("a number").to_owned()
    }
}

#[test]
fn issue_3_d_twenty_scans_dropped_at_once_find_their_slips_or_are_listed() {
    let post = Post::new(4);
    let folder = post.world.outside().join("扫描");
    fs::create_dir(&folder).unwrap();
    let page = |slip: usize, page: usize| post.papers[slip][page].clone();
    // Each slip prints as its page and a receipt for each unit.
    assert!(post.papers.iter().all(|pages| pages.len() >= 2), "a slip without receipts");
    let elsewhere = World::set_up();
    let theirs = Sitting::start(&elsewhere);
    let foreign = theirs.issued(&elsewhere, &[&theirs.demand(&elsewhere, "别处的诉求")]);
    let foreign = pages(&print(&elsewhere, &[id_of(&foreign)])).remove(0);
    let void = Value::clone(&post.slips[3]);

    let mut files = Vec::new();
    let mut expected: Vec<Vec<String>> = Vec::new();
    let mut add = |name: &str, file: Vec<u8>, papers: &[(&str, usize)]| {
        let path = folder.join(name);
        fs::write(&path, file).unwrap();
        files.push(path);
        let titles = papers.iter().map(|(form, slip)| format!("{form} {}", post.number(*slip)));
        expected.push(titles.collect());
    };
    let (slip, receipt) = ("交办单", "签收回执");
    add("01平放.png", page(0, 0).png(), &[(slip, 0)]);
    add("02回执.png", page(0, 1).png(), &[(receipt, 0)]);
    add("03右转.jpg", page(1, 1).quarter(1).jpeg(), &[(receipt, 1)]);
    add("04倒置.png", page(1, 0).quarter(2).png(), &[(slip, 1)]);
    add("05左转.jpg", page(2, 1).quarter(3).jpeg(), &[(receipt, 2)]);
    add("06歪3度.png", page(2, 0).turned(3.0).png(), &[(slip, 2)]);
    add("07歪负5度.jpg", page(0, 1).turned(-5.0).jpeg(), &[(receipt, 0)]);
    add("08很淡.png", page(1, 1).faint(0.15).png(), &[(receipt, 1)]);
    add("09淡而歪.jpg", page(2, 1).turned(1.5).faint(0.25).jpeg(), &[(receipt, 2)]);
    add("10脏.jpg", page(0, 0).noisy(35).jpeg(), &[(slip, 0)]);
    add("11偏暗.png", page(1, 0).dark().png(), &[(slip, 1)]);
    add("12两张并排.png", page(0, 1).beside(&page(1, 1)).png(), &[(receipt, 0), (receipt, 1)]);
    add(
        "13两张倒着.jpg",
        page(2, 0).beside(&page(0, 0)).quarter(2).jpeg(),
        &[(slip, 0), (slip, 2)],
    );
    add("14粗.png", page(2, 1).coarse().png(), &[(receipt, 2)]);
    add(
        "15原件.pdf",
        fs::read(print(&post.world, &[id_of(&post.slips[0])])).unwrap(),
        &[(slip, 0), (receipt, 0)],
    );
    add(
        "16扫描.pdf",
        glass::pdf(&[page(1, 0).turned(2.0), page(2, 1)]),
        &[(slip, 1), (receipt, 2)],
    );
    add("17传真.tif", page(1, 1).fax(), &[(receipt, 1)]);
    add("18风景.jpg", glass::landscape().jpeg(), &[]);
    add("19别的单位.png", foreign.png(), &[]);
    add("20作废.png", page(3, 0).png(), &[]);
    let _void: Value = post.world.call(
        "void_slip",
        json!({ "id": id_of(&void), "version": post.detail(3)["version"], "reason": "企业撤回" }),
    );

    let scans = read(&post.world, &files);
    assert_eq!(scans.len(), 20);
    let mut missed = Vec::new();
    for (scan, expected) in scans.iter().zip(&expected) {
        let mut found = titles(scan);
        found.sort_unstable();
        let mut expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        expected.sort_unstable();
        found.dedup();
        if found != expected {
            missed.push(format!("{}: {found:?}, not {expected:?}", scan["name"]));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    assert_eq!(faults(&scans[17]), ["no_code"]);
    assert_eq!(faults(&scans[18]), ["foreign"]);
    assert_eq!(faults(&scans[19]), ["void_slip"]);
    assert_eq!(scans[19]["faults"][0]["detail"], post.number(3));
    assert!(scans[..17].iter().all(|scan| faults(scan).is_empty()));

    // Nothing is kept before she says so.
    assert_eq!(post.detail(0)["attachments"], json!([]));
    let kept = keep(&post.world, &scans);
    assert_eq!(kept.len(), 17);
    assert!(kept.iter().all(|one| one["fault"] == "" && one["present"] == 0), "{kept:#?}");
    let attached = post.detail(1)["attachments"].as_array().unwrap().clone();
    let units: Vec<&Value> = attached.iter().map(|one| &one["unit_id"]).collect();
    let receipts = attached.iter().filter(|one| !one["unit_id"].is_null());
    assert!(receipts.count() >= 4, "{units:?}");
    assert!(attached[0]["paper"].as_str().unwrap().contains(&post.number(1)));

    // The same files again: all of it is there already, and nothing is kept twice.
    let again = read(&post.world, &files[..4]);
    for scan in &again {
        let papers = scan["papers"].as_array().unwrap();
        assert!(papers.iter().all(|one| one["is_kept"] == true), "{scan:#}");
    }
    let kept = keep(&post.world, &again);
    assert!(kept.iter().all(|one| one["kept"] == 0 && one["present"].as_i64() > Some(0)));
    assert_eq!(post.detail(1)["attachments"].as_array().unwrap().len(), attached.len());
    let proof: Value = post.world.call("verify_journal", json!({ "job": "核对" }));
    assert_eq!(proof["fault"], Value::Null, "{proof}");
}

#[test]
fn a_receipt_goes_to_its_unit_and_a_stray_one_where_she_says() {
    let post = Post::new(1);
    let slip = post.detail(0);
    let path = post.world.outside().join("回执.png");
    fs::write(&path, post.papers[0][1].png()).unwrap();
    let scans = read(&post.world, std::slice::from_ref(&path));
    let unit = &scans[0]["papers"][0]["paper"]["unit_id"];
    let names: Vec<&Value> = slip["items"][0]["tasks"].as_array().unwrap().iter().collect();
    assert!(names.iter().any(|task| &task["unit_id"] == unit), "{unit}");

    // A photograph of it without the code, given to a unit by hand.
    let photo = post.world.outside().join("照片.jpg");
    fs::write(&photo, glass::landscape().jpeg()).unwrap();
    let scans = read(&post.world, std::slice::from_ref(&photo));
    assert_eq!(faults(&scans[0]), ["no_code"]);
    let by_hand = |form: &str, unit: &Value| {
        let paper = json!({ "form": form, "id": slip["id"], "unit_id": unit, "pages": [] });
        let scan = json!({ "path": photo, "sm3": scans[0]["sm3"], "papers": [paper] });
        let kept: Value = post.world.call("keep_scans", json!({ "scans": [scan] }));
        kept["scans"][0].clone()
    };
    assert_eq!(by_hand("receipt", unit)["kept"], 1);
    assert_eq!(by_hand("receipt", unit)["present"], 1);
    assert_eq!(by_hand("slip", &Value::Null)["kept"], 1, "another paper, though the same file");
    assert!(by_hand("receipt", &Value::Null)["fault"].as_str().unwrap().contains("单位"));
    let nobody = json!(post.sitting.firm);
    assert!(by_hand("receipt", &nobody)["fault"].as_str().unwrap().contains("没有交给"));
    let attached = post.detail(0)["attachments"].as_array().unwrap().clone();
    assert_eq!(attached.len(), 2);
    assert_eq!(&attached[0]["unit_id"], unit);
}

#[test]
fn a_file_changed_since_it_was_read_is_refused_and_the_others_are_kept() {
    let post = Post::new(1);
    let (good, bad) = (post.world.outside().join("好.png"), post.world.outside().join("改.png"));
    fs::write(&good, post.papers[0][0].png()).unwrap();
    fs::write(&bad, post.papers[0][1].png()).unwrap();
    let scans = read(&post.world, &[good, bad.clone()]);
    fs::write(&bad, glass::landscape().png()).unwrap();
    let kept = keep(&post.world, &scans);
    assert_eq!((&kept[0]["kept"], &kept[0]["fault"]), (&json!(1), &json!("")));
    assert_eq!(kept[1]["kept"], 0);
    assert!(kept[1]["fault"].as_str().unwrap().contains("重新识别"), "{}", kept[1]);
}

#[test]
fn bad_files_are_named_and_harm_nothing() {
    let world = World::set_up();
    let file = |name: &str, content: &[u8]| {
        let path = world.outside().join(name);
        fs::write(&path, content).unwrap();
        path
    };
    let large = world.outside().join("大.pdf");
    fs::File::create(&large).unwrap().set_len(50 * 1024 * 1024 + 1).unwrap();
    let page = glass::landscape();
    let files = [
        (file("程序.png", b"MZ\x90\0"), "not_a_scan"),
        (file("空.png", b""), "not_a_scan"),
        (file("断.png", &page.png()[..2000]), "damaged"),
        (file("断.pdf", b"%PDF-1.7\n1 0 obj"), "damaged"),
        (file("宽.png", &glass::huge_png()), "too_many_dots"),
        (file("厚.pdf", &glass::pdf(&vec![glass::blank(); 61])), "too_many_pages"),
        (large, "too_large"),
        (world.outside().join("没有.png"), "missing"),
        (world.outside().to_owned(), "not_a_scan"),
    ];
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    for (scan, (path, fault)) in read(&world, &paths).iter().zip(&files) {
        assert_eq!(faults(scan), [*fault], "{}", path.display());
        assert_eq!(scan["papers"], json!([]));
    }
    let many = vec![paths[0].clone(); 301];
    assert_eq!(world.faults("read_scans", json!({ "paths": many, "job": "识别" }))[0].0, "paths");
    let none = json!({ "scans": [{ "path": paths[0], "sm3": "", "papers": [] }] });
    assert_eq!(world.faults("keep_scans", none)[0].0, "scans.0.papers");
    let refused = world.refused("keep_scans", json!({ "scans": "all" }));
    assert_eq!(refused.code, ErrorCode::Validation);
}
