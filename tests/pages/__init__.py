from tests.component_scan import scan_once

scan_once()
