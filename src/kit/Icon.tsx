import {
  Archive,
  BriefcaseBusiness,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  CircleAlert,
  Clapperboard,
  Clock,
  CloudOff,
  Columns2,
  Copy,
  CopyPlus,
  Download,
  Ellipsis,
  File as FileIcon,
  FileText,
  FolderOpen,
  FolderPlus,
  FolderTree,
  HardDrive,
  History,
  type IconNode,
  Image as ImageIcon,
  ImageOff,
  Images,
  Info,
  Layers2,
  LayoutGrid,
  Link2,
  List,
  Mail,
  Maximize,
  Menu as MenuIcon,
  MessageSquarePlus,
  Minus,
  Moon,
  Music,
  PanelLeft,
  Pencil,
  Plus,
  QrCode,
  Redo2,
  RotateCw,
  Save,
  Scan,
  Search,
  Settings,
  Shapes,
  Share2,
  Sparkles,
  Sun,
  SunMoon,
  Trash2,
  Undo2,
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
  fit: Scan,
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
  compare: Columns2,
  copy: Copy,
  duplicate: CopyPlus,
  dots: Ellipsis,
  'folder-plus': FolderPlus,
  categories: FolderTree,
  grid: LayoutGrid,
  history: History,
  list: List,
  note: MessageSquarePlus,
  pencil: Pencil,
  redo: Redo2,
  search: Search,
  trash: Trash2,
  undo: Undo2,
  versions: Layers2,
  briefcase: BriefcaseBusiness,
  share: Share2,
  qr: QrCode,
  mail: Mail,
  link: Link2,
  clock: Clock,
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
