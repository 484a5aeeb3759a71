/**
 * The one place of Chinese words for codes. The vocabularies repeat those of the Rust domain
 * (`labels.test.ts` compares them); error wording is owned here.
 */
import type { ErrorCode } from './bridge/errors'

export const terms = {
  DemandKind: {
    problem: '问题',
    suggestion: '建议',
    consultation: '咨询',
    complaint: '投诉',
  },
  Category: {
    financing: '融资',
    land: '用地',
    labour: '用工',
    permits: '审批办证',
    policy_delivery: '政策兑现',
    arrears: '拖欠账款',
    taxes: '税费',
    utilities: '水电气路',
    market: '市场',
    talent: '科技人才',
    justice: '司法维权',
    other: '其他',
  },
  UrgencyTag: {
    urgent: '急',
    weighty: '重',
    difficult: '难',
  },
  Visibility: {
    open: '公开',
    anonymous: '匿名',
    confidential: '保密',
  },
  Source: {
    sitting: '接待会上',
    enrolment: '报名',
    visit: '走访',
    hotline: '12345',
    supervisor: '监督员',
    chamber: '商会',
    street: '镇街',
  },
  DemandState: {
    draft: '草稿',
    pending_review: '待审核',
    accepted: '已受理',
    answered_on_site: '现场答复',
    awaiting_instruction: '待签批',
    instructed: '已签批',
    awaiting_receipt: '待签收',
    in_progress: '办理中',
  },
  DemandAction: {
    submit: '提交审核',
    return: '退回补正',
    accept: '受理',
    answer_on_site: '现场答复',
    reopen: '转为交办',
    propose: '拟办',
    recall: '撤回拟办',
    instruct: '批示',
    issue: '签发',
    receive: '签收',
    void_slip: '交办单作废',
  },
  SlipState: {
    drafting: '拟办中',
    under_review: '待审核',
    awaiting_instruction: '待签批',
    instructed: '待签发',
    issued: '已签发',
    void: '作废',
  },
  SlipAction: {
    edit: '修改',
    submit: '送审',
    approve: '审核同意',
    return: '退回',
    instruct: '批示',
    sign: '签名',
    issue: '签发取号',
    void: '作废',
  },
  SlipUrgency: {
    ordinary: '普通',
    urgent: '加急',
    critical: '特急',
  },
  TaskRole: {
    lead: '主办',
    assist: '协办',
  },
  TaskState: {
    awaiting_receipt: '待签收',
    received: '已签收',
    recalled: '已收回',
  },
  ReceiptWay: {
    in_person: '当面',
    fax: '传真',
    system: '系统',
    post: '邮寄',
  },
  FeedbackWay: {
    written: '书面',
    meeting: '会议',
    phone: '电话',
  },
  ReceptionKind: {
    reception_day: '接待日',
    face_to_face: '面对面',
    breakfast: '早餐会',
    discussion: '恳谈会',
    salon: '沙龙',
    visit: '走访',
  },
  Venue: {
    hall: '会场',
    on_site: '现场',
  },
  ReceptionState: {
    planned: '已排期',
    running: '进行中',
    held: '已办',
    cancelled: '取消',
  },
  Capacity: {
    legal_representative: '法定代表人',
    authorised: '授权代表',
  },
  Presence: {
    expected: '未到',
    present: '到会',
    left: '已离场',
    excused: '请假',
    absent: '缺席',
  },
  Speaker: {
    enterprise: '企业',
    unit: '部门',
    leader: '领导',
    aside: '旁记',
  },
  EnterpriseScale: {
    large: '大型',
    medium: '中型',
    small: '小型',
    micro: '微型',
  },
  EnterpriseKind: {
    firm: '企业',
    individual: '个体工商户',
    chamber: '商会协会',
  },
  EnterpriseFlag: {
    member: '工商联会员',
    above_scale: '规上',
    hong_kong_macao: '港澳',
    taiwan: '台资',
    overseas: '侨资',
    foreign: '外资',
  },
  Industry: {
    A: '农、林、牧、渔业',
    B: '采矿业',
    C: '制造业',
    D: '电力、热力、燃气及水生产和供应业',
    E: '建筑业',
    F: '批发和零售业',
    G: '交通运输、仓储和邮政业',
    H: '住宿和餐饮业',
    I: '信息传输、软件和信息技术服务业',
    J: '金融业',
    K: '房地产业',
    L: '租赁和商务服务业',
    M: '科学研究和技术服务业',
    N: '水利、环境和公共设施管理业',
    O: '居民服务、修理和其他服务业',
    P: '教育',
    Q: '卫生和社会工作',
    R: '文化、体育和娱乐业',
    S: '公共管理、社会保障和社会组织',
    T: '国际组织',
  },
  UnitKind: {
    department: '区级部门',
    street: '镇街',
    state_firm: '国有企业',
    other: '其他',
  },
  NameKind: {
    unit: '单位',
    leader: '领导',
    enterprise: '企业',
  },
  LedgerSort: {
    due: '到期',
    number: '编号',
    raised: '登记日期',
    enterprise: '企业',
    unit: '主办',
    state: '状态',
    title: '诉求',
  },
  LedgerVariant: {
    full: '内部',
    public: '公开',
  },
  WorkAct: {
    prepare_reception: '会前准备',
    accept_demand: '受理诉求',
    compose_slip: '拟交办单',
    review_slip: '审核',
    instruct_slip: '送签批',
    issue_slip: '签发',
    register_receipt: '登记签收',
    open_demand: '查看办理',
  },
  AttachmentOwner: {
    reception: '接待活动',
    guest: '到会企业',
    demand: '诉求',
    slip: '交办单',
    enterprise: '企业',
  },
} as const

export type TermName = keyof typeof terms
export type TermCode<N extends TermName> = keyof (typeof terms)[N] & string

/** The Chinese word of a code: `termLabel('DemandState', row.state)`. */
export function termLabel<N extends TermName>(name: N, code: TermCode<N>): string {
  return (terms[name] as Record<string, string>)[code] ?? code
}

/** All values of a vocabulary in the order of the trade, for selects and filters. */
export function termOptions<N extends TermName>(name: N): { value: TermCode<N>; label: string }[] {
  return Object.entries(terms[name]).map(([value, label]) => ({
    value: value as TermCode<N>,
    label: label as string,
  }))
}

/** The lights of a deadline; `none` counts down unlit, `not_started` has no due date yet. */
export type LightKind = 'red' | 'yellow' | 'blue' | 'none' | 'paused' | 'not_started' | 'done'

export const lightWord: Record<LightKind, string> = {
  red: '红灯',
  yellow: '黄灯',
  blue: '蓝灯',
  none: '未亮灯',
  paused: '停计',
  not_started: '未起算',
  done: '办结',
}

/** What happened, and what to do about it. */
export interface ErrorWords {
  title: string
  advice: string
}

export const errorWords: Record<ErrorCode, ErrorWords> = {
  validation: { title: '有内容要改', advice: '请改好标出的地方，再保存一次。' },
  not_found: { title: '找不到这条记录', advice: '它可能已作废或合并，请刷新列表后再找。' },
  conflict: { title: '别处已经改过', advice: '请重新载入，看过新内容后再改。' },
  precondition_failed: { title: '现在还不能这样办', advice: '请先补齐前面的步骤。' },
  busy: { title: '数据正被占用', advice: '请稍等片刻再试，内容没有丢失。' },
  schema_too_new: {
    title: '这个数据文件由更新的版本写成',
    advice: '文件没有改动。请安装新版程序后再打开。',
  },
  damaged: { title: '数据文件有损坏', advice: '原件已保留，请从最近的备份恢复。' },
  document_failed: { title: '文书没有排成', advice: '请检查标出的文字，改好后再试。' },
  read_only: { title: '当前只能查看', advice: '数据文件为只读，请检查文件夹权限或磁盘空间。' },
  internal: { title: '程序出了差错', advice: '内容没有写入。请把编号告诉技术人员。' },
}
