/** A chart as a picture of its own: its colours written into it, its links left out. */
import { call } from '@/bridge/call'
import { chooseSave } from '@/bridge/desktop'

const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'font-size',
  'font-weight',
  'font-family',
] as const

/** The chart as an SVG text that looks the same without the program's styles. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const from = [...svg.querySelectorAll<SVGElement>('*')]
  const to = [...copy.querySelectorAll<SVGElement>('*')]
  from.forEach((el, at) => {
    const style = getComputedStyle(el)
    for (const name of STYLES) {
      const value = style.getPropertyValue(name)
      if (value) to[at]?.setAttribute(name, value)
    }
    to[at]?.removeAttribute('class')
  })
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes)
  const { width, height } = svg.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.removeAttribute('class')
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of Object.entries({ width, height, fill: '#ffffff' })) {
    ground.setAttribute(name, String(value))
  }
  copy.prepend(ground)
  return new XMLSerializer().serializeToString(copy)
}

/** Asks where and saves the chart there, as dots unless she names it `.svg`. Null: she cancelled. */
export async function savePicture(
  svg: SVGSVGElement,
  title: string,
  name: string,
): Promise<string | null> {
  const path = await chooseSave(`存图片：${title}`, `${name}.png`)
  if (path === null) return null
  const ending = /\.(png|svg)$/i.test(path) ? '' : '.png'
  return (await call('save_chart', { path: `${path}${ending}`, svg: svgText(svg) })).path
}
