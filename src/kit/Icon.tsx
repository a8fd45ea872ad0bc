import {
  Archive,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  CircleAlert,
  Clapperboard,
  CloudOff,
  Download,
  File as FileIcon,
  FileText,
  FolderOpen,
  HardDrive,
  type IconNode,
  Image as ImageIcon,
  ImageOff,
  Images,
  Info,
  Maximize,
  Menu as MenuIcon,
  Minus,
  Moon,
  Music,
  PanelLeft,
  Plus,
  RotateCw,
  Save,
  Settings,
  Shapes,
  Sparkles,
  Sun,
  SunMoon,
  Upload,
  X,
} from 'lucide';
import { h } from 'preact';

const ICONS = {
  archive: Archive,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevron-up': ChevronUp,
  alert: CircleAlert,
  film: Clapperboard,
  offline: CloudOff,
  download: Download,
  file: FileIcon,
  document: FileText,
  folder: FolderOpen,
  drive: HardDrive,
  broken: ImageOff,
  image: ImageIcon,
  images: Images,
  info: Info,
  maximise: Maximize,
  menu: MenuIcon,
  minus: Minus,
  moon: Moon,
  music: Music,
  panel: PanelLeft,
  plus: Plus,
  retry: RotateCw,
  save: Save,
  settings: Settings,
  shapes: Shapes,
  sparkles: Sparkles,
  sun: Sun,
  theme: SunMoon,
  upload: Upload,
  close: X,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;

/** A decorative icon: what stands beside it, or its button's label, says what it means. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {ICONS[name].map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
