"""Pictures: photographs and scans whose text is recognised, page by page, in a process that ends after use."""
