/* How often this process has asked for memory. For one thread. */
#pragma once
unsigned long malloc_count(void);
