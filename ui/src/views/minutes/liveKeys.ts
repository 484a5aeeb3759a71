/** The keys of a running sitting. */
import type { Ref } from 'vue'
import type { Speaker } from '@/bridge/bindings'
import { useKeys } from '@/keys'
import { takeUndo, tellNotSaved, undoOffer } from '@/shell'
import type { Composer } from './composer'
import type { Moving } from './moving'
import { unitVoices } from './people'
import type { Sitting } from './sitting'

const SPEAKERS: [Speaker, string][] = [
  ['enterprise', '企业说；再按换人'],
  ['unit', '部门说；再按换下一家'],
  ['leader', '领导说；再按换下一位'],
  ['aside', '旁记'],
]
const inComposer = () => document.activeElement?.getAttribute('data-test') === 'composer'

/** `raise` makes the composer's words a demand; `isEnding` opens 结束会议. */
export function useLiveKeys(
  sitting: Sitting,
  composer: Composer,
  moving: Moving,
  raise: () => void,
  isEnding: Ref<boolean>,
): void {
  const { toComposer, step, focusDemand } = moving

  function demandKey(act: () => void) {
    if (sitting.focus) act()
    else sitting.notice = '这家企业还没有诉求。先按 Ctrl Enter 把一句话记成诉求。'
  }

  /** While there is text, undo and redo are the field's own: they take back typing. */
  const isOurs = () =>
    inComposer()
      ? composer.isEmpty
      : !/^(INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '')

  /** What stands on screen and is saved by an act of its own, not by Ctrl S. */
  const open = () =>
    sitting.answering
      ? '现场答复还没有记下，按 Ctrl Enter 记下。'
      : sitting.splitting
        ? '拆分还没有办，按 Enter 拆分。'
        : ''

  async function save() {
    const isSaved = await sitting.saveNow()
    if (open()) tellNotSaved(open())
    else if (!isSaved) tellNotSaved('记录随写随存，没有要保存的改动。')
  }

  useKeys('现场记录', [
    ...SPEAKERS.map(([speaker, label], i) => ({
      keys: [`F${i + 1}`, `Alt+${i + 1}`],
      label,
      run: () => {
        composer.speak(speaker)
        toComposer()
      },
    })),
    ...[5, 6, 7, 8, 9].map((n) => ({
      keys: `Alt+${n}`,
      label: `第 ${n - 4} 个到会部门说`,
      when: () => {
        const reception = sitting.minutes?.reception
        return reception !== undefined && n - 5 < unitVoices(reception).length
      },
      run: () => moving.speakAs(n - 5),
    })),
    {
      keys: 'Ctrl+Enter',
      label: '把这句话或选中的字记成诉求',
      run: () => {
        if (!inComposer() && moving.raiseMarked()) return
        raise()
      },
    },
    {
      keys: 'Alt+Enter',
      label: '现场答复',
      run: () => demandKey(() => (sitting.answering = sitting.focusId)),
    },
    {
      keys: 'Ctrl+D',
      label: '拆分诉求（改记录时拆分记录）',
      run: () => demandKey(() => (sitting.splitting = sitting.focusId)),
    },
    {
      keys: 'Ctrl+M',
      label: '并入前一项诉求（改记录时并入前一条）',
      run: () => demandKey(() => sitting.focus && void sitting.mergeDemand(sitting.focus)),
    },
    { keys: 'Alt+ArrowDown', label: '下一项诉求', run: () => focusDemand(1) },
    { keys: 'Alt+ArrowUp', label: '上一项诉求', run: () => focusDemand(-1) },
    { keys: 'Ctrl+ArrowDown', label: '下一家企业', run: () => step(1) },
    { keys: 'Ctrl+ArrowUp', label: '上一家企业', run: () => step(-1) },
    {
      keys: 'Alt+A',
      label: '登记当前企业到会',
      when: () => sitting.guest?.presence === 'expected',
      run: () => void sitting.attend({ guest: sitting.section ?? '' }, 'present'),
    },
    { keys: 'Ctrl+S', label: '立即保存（平时随写随存）', run: () => void save() },
    { keys: 'Alt+E', label: '结束会议', run: () => (isEnding.value = true) },
    { keys: 'F8', label: '下一处要补的', hint: '补缺项', run: moving.jumpNext },
    {
      keys: 'Ctrl+Z',
      label: '撤销刚才的记录或诉求（输入处有字时撤打字）',
      hint: '撤销',
      inFields: true,
      when: isOurs,
      // The bar names what the key takes back; without one it is the newest act.
      run: () => void (undoOffer.value ? takeUndo() : sitting.undo.back()).then(toComposer),
    },
    {
      keys: 'Ctrl+Shift+Z',
      label: '恢复刚才撤销的',
      when: isOurs,
      run: () => void sitting.undo.again().then(toComposer),
    },
    {
      keys: 'Escape',
      label: '回到输入处',
      when: () => !inComposer() && !isEnding.value,
      run: toComposer,
    },
  ])
}
