"""Recounts a period's report workbook from the ledger as it was exported, by none of the program's own
rules, and every total of the report from its rows; prints how many figures were compared and each
that differs.

    pip install openpyxl==3.1.5
    python3 tests/data/totals.py LEDGER.xlsx REPORT.xlsx...

The ledger shows how things stand, without their history. Where a day is not told (when a demand was
withdrawn, extended, done anew), a figure's demands are only known to lie between two sets: those it
must hold and those it may. A cut-off is taken to be a working day, as those of the sample office are.
"""

import datetime
import re
import sys

import openpyxl

OVER = {"不予受理", "已转介", "已撤回", "已并案", "办结销号", "已终结", "线索移送"}
CLOSED = {"办结销号", "已终结"}
KINDS = {"问题": "问题", "建议": "建议", "政策意见建议": "政策意见建议", "咨询": "咨询", "投诉": "投诉"}
GRADES = {"非常满意", "满意", "基本满意", "不满意", "非常不满意"}
RUNNING = ("红", "黄", "蓝")
GROUPS = {"按单位": "主办单位", "按分类": "分类", "按领导": "接待领导", "按企业": "企业", "按镇街": "镇街"}

problems = []
compared = 0
# By the title of a report: its figures, and those it tells of the period before and a year before.
reports = {}


def same(found, expected, what):
    global compared
    compared += 1
    if found != expected:
        problems.append(f"{what}: {found!r}, recounted {expected!r}")


def table(sheet, key):
    """The rows below the headings as dictionaries; headings hold `key`."""
    rows = list(sheet.iter_rows(values_only=True))
    at = next(i for i, row in enumerate(rows) if key in row)
    heads = [str(head or "").replace("\n", "") for head in rows[at]]
    return [dict(zip(heads, row)) for row in rows[at + 1 :]]


def day(cell):
    return cell.date() if isinstance(cell, datetime.datetime) else cell


def ledger(path):
    rows = table(openpyxl.load_workbook(path).worksheets[0], "诉求编号")
    rows = [row for row in rows if re.fullmatch(r"\d{4}-\d+", str(row["诉求编号"] or ""))]
    return {row["诉求编号"]: {title: day(cell) for title, cell in row.items()} for row in rows}


def bounds(row, begin, end):
    """The figures a demand must stand in, and those it may."""
    must, may = set(), set()

    def put(figure, is_in):
        if is_in:
            must.add(figure)

    def has(title):
        return row[title] is not None and begin <= row[title] <= end

    if row["日期"] > end:
        return must, may
    is_over, is_closed = row["状态"] in OVER, row["状态"] in CLOSED
    is_raised = has("日期")
    put("新增诉求", is_raised)
    put(KINDS[row["类型"]], is_raised)
    # It left on a day the ledger does not tell, if not by being closed; done anew, it was open and
    # closed before as well.
    ended = row["办结日"] if is_closed else None
    is_known = (not is_over or ended is not None) and not row["重办轮次"]
    issued = row["交办日"] is not None and row["交办日"] <= end
    movement = {"期初未结", "重开", "办结", "其他退出", "期末未结", "应办", "应办已办结", "新增事项"}
    movement |= {"逾期未结", "长期跟踪", "解决（A 类）", "成果金额", "未评价"}
    if is_known:
        is_open = ended is None or ended > end
        is_closed = not is_open and ended >= begin
        put("新增事项", is_raised)
        put("期初未结", not is_raised and (ended is None or ended >= begin))
        put("期末未结", is_open)
        put("办结", is_closed)
        put("应办", issued and (is_open or is_closed))
        put("应办已办结", issued and is_closed)
        put("解决（A 类）", is_closed and row["类别"] == "A")
        put("成果金额", is_closed and row["落实金额元"] is not None)
        put("未评价", is_closed and row["评价"] not in GRADES)
        put("长期跟踪", is_open and row["状态"] == "长期跟踪")
        is_late = row["现到期日"] is not None and row["现到期日"] < end
        replied = row["答复日"]
        is_waiting = replied > end if replied else row["灯"].split()[-1][:1] in RUNNING
        put("逾期未结", is_open and is_late and issued and is_waiting)
    else:
        may |= movement
    put("交办", has("交办日"))
    put("现场答复", row["处置"] == "现场答复" and row["交办日"] is None and has("答复日"))
    if has("现到期日") and row["状态"] != "已并案":
        replied = row["答复日"] if row["答复日"] and row["答复日"] <= end else None
        is_running = row["答复日"] is not None or row["灯"].split()[-1][:1] in RUNNING
        put("到期应答复", replied is not None or is_running)
        put("按时", replied is not None and replied <= row["现到期日"])
        put("按原期限按时", replied is not None and replied <= (row["原到期日"] or row["现到期日"]))
    if row["评价"] in GRADES and has("回访日"):
        put("有效评价", True)
        put("满意", "不" not in row["评价"])
        put("满意（不含基本满意）", row["评价"] in ("非常满意", "满意"))
        put("基本满意", row["评价"] == "基本满意")
        put("不满意", "不" in row["评价"])
    # The ledger counts these without their days.
    for figure, title in [("延期", "延期次数"), ("催办", "催办"), ("督办", "督办"), ("重办", "重办轮次")]:
        if row[title]:
            may.add(figure)
    may |= {"应签收", "按期签收", "应回访", "有效回访", "调解", "调解成功", "区街联动上报"}
    return must, may


def share(cell):
    return "—" if cell == "—" else round(float(cell), 9)


def check(path, raw):
    book = openpyxl.load_workbook(path, data_only=True)
    cover = book["封面"]
    line = next(cell for row in cover.iter_rows(values_only=True) for cell in row if "统计期间" in str(cell))
    days = [datetime.date(*map(int, found)) for found in re.findall(r"(\d+)年(\d+)月(\d+)日", line)]
    begin, _, end = days
    detail = [row for row in table(book["明细"], "诉求编号") if row["诉求编号"] in raw]
    heads = list(detail[0])
    figures = heads[heads.index("期初未结") : heads.index("主办单位序号")]
    marked = {row["诉求编号"]: {figure for figure in figures if row[figure] == 1} for row in detail}
    name = path.rsplit("/", 1)[-1]

    # The ledger against the rows of the report, demand by demand and figure by figure.
    for number, row in raw.items():
        must, may = bounds(row, begin, end)
        found = marked.get(number, set())
        for figure in figures:
            if figure in must or figure not in may:
                same(figure in found, figure in must, f"{name} {number} {figure}")
    for row in detail:
        told = raw[row["诉求编号"]]
        for ours, its in [("登记日", "日期"), ("企业", "企业"), ("标题", "标题"), ("类型", "类型"),
                          ("现状态", "状态"), ("答复日", "答复日"), ("办结日", "办结日")]:
            same(day(row[ours]), told[its], f"{name} {row['诉求编号']} {ours}")

    # The rows against every total of the cover and of the groups.
    count = {figure: sum(figure in one for one in marked.values()) for figure in figures}
    rates, before = {}, {}
    for row in table(cover, "指标"):
        label = row["指标"]
        if label in count:
            same(row["本期"], count[label], f"{name} 封面 {label}")
            for title in row:
                for past in ("上期", "去年同期"):
                    if title.startswith(past):
                        before[title.removeprefix(past), label] = row[title]
        parts = re.fullmatch(r"(.+) ÷ (.+)（(\d+) ÷ (\d+)）", str(row["算法"]))
        if parts:
            of, among = parts[1], parts[2]
            rates[label] = (of, among)
            expected = round(count[of] / count[among], 9) if count[among] else "—"
            same(share(row["本期"]), expected, f"{name} 封面 {label}")
            same((int(parts[3]), int(parts[4])), (count[of], count[among]), f"{name} 封面 {label}")
    for sheet, group in GROUPS.items():
        lines = [row for row in table(book[sheet], "序号") if row["序号"] is not None]
        for line in lines:
            is_total = line["序号"] == "合计"
            rows = [row for row in detail if is_total or row[f"{group}序号"] == line["序号"]]
            of_line = {f: sum(f in marked[row["诉求编号"]] for row in rows) for f in figures}
            for label, cell in line.items():
                what = f"{name} {sheet} {line['序号']} {label}"
                if label in count:
                    same(cell, of_line[label], what)
                elif label in rates:
                    of, among = (of_line[part] for part in rates[label])
                    same(share(cell), round(of / among, 9) if among else "—", what)
            if sheet == "按分类" and not is_total:
                for row in rows:
                    same(raw[row["诉求编号"]]["分类"] or "未分类", line["分类"], f"{name} {row['诉求编号']}")
    late = [row for row in table(book["逾期清单"], "诉求编号") if row["诉求编号"] in raw]
    same({row["诉求编号"] for row in late}, {n for n, one in marked.items() if "逾期未结" in one}, f"{name} 逾期清单")
    reports[cover["A1"].value] = (count, before)
    opening, new, again = count["期初未结"], count["新增诉求"], count["重开"]
    same(opening + new + again - count["办结"] - count["其他退出"], count["期末未结"], f"{name} 平衡")


def main():
    raw = ledger(sys.argv[1])
    for path in sys.argv[2:]:
        check(path, raw)
    for title, (_, before) in reports.items():
        for (period, label), cell in before.items():
            for other, (count, _) in reports.items():
                if other.startswith(period + "民营"):
                    same(cell, count[label], f"{title} {period} {label}")
    for problem in problems[:40]:
        print(problem)
    print(f"{len(raw)} demands, {len(sys.argv) - 2} reports, {compared} compared, {len(problems)} differ")
    sys.exit(bool(problems))


main()
