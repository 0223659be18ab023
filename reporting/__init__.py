"""From finished figures to what people see and read: charts, sentences and documents. Nothing here counts."""
