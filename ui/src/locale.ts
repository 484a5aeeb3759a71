/** The Chinese locale of the component library; weeks begin on Monday. */
import 'dayjs/locale/zh-cn'
import zhCn from 'element-plus/es/locale/lang/zh-cn'

export { zhCn }
