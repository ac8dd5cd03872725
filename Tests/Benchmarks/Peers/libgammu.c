/* libgammu on the same TPDUs, octets to UTF-8 text and back. Prints lines as CodecBench does. */
#include <gammu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 1000

static unsigned char pdus[MOST][300];
static size_t lengths[MOST];
static char texts[4096];
static size_t total;

static size_t read_corpus(const char *folder, const char *name) {
    char path[4096], line[1024];
    snprintf(path, sizeof path, "%s/%s.hex", folder, name);
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); exit(66); }
    size_t count = 0;
    while (count < MOST && fgets(line, sizeof line, file)) {
        size_t length = strcspn(line, "\n") / 2;
        for (size_t i = 0; i < length; i++) sscanf(line + 2 * i, "%2hhx", &pdus[count][i]);
        lengths[count++] = length;
    }
    fclose(file);
    return count;
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

static size_t decode(size_t index) {
    static GSM_SMSMessage message;
    if (GSM_DecodePDUFrame(GSM_GetGlobalDebug(), &message, pdus[index], lengths[index], NULL, TRUE) != ERR_NONE)
        return 0;
    EncodeUTF8(texts, message.Text);
    return 1;
}

static GSM_SMSMessage model;
static unsigned char utf8[1024];

/* The fields are there, the text is UTF-8: what CodecBench begins with. */
static size_t encode(size_t index) {
    (void)index;
    static unsigned char octets[400];
    int length = 0;
    DecodeUTF8(model.Text, (const char *)utf8, strlen((const char *)utf8));
    GSM_Error error = GSM_EncodeSMSFrame(GSM_GetGlobalDebug(), &model, octets, PHONE_SMSSubmit, &length, TRUE);
    return error == ERR_NONE && length > 0;
}

static void measure(const char *direction, const char *workload, size_t count, size_t (*work)(size_t)) {
    size_t rounds = 60000 / count + 1, done = 0;
    double best = 1e9;
    for (int turn = 0; turn < 7; turn++) {
        done = 0;
        double start = seconds();
        for (size_t round = 0; round < rounds; round++)
            for (size_t i = 0; i < count; i++) done += work(i);
        double time = seconds() - start;
        if (time < best) best = time;
    }
    total += done;
    /* What it refuses costs it time all the same, and is no message a second. */
    printf("libgammu\t%s\t%s\t%.0f\t-\t%zu of %zu\n", direction, workload, done / best, done / rounds, count);
}

int main(int argc, char **argv) {
    static const char *const names[] = {"short", "long", "ucs2", "status", "vectors"};
    if (argc != 2) { fprintf(stderr, "usage: %s folder\n", argv[0]); return 64; }
    GSM_InitLocales(NULL);
    for (int i = 0; i < 5; i++) measure("decode", names[i], read_corpus(argv[1], names[i]), decode);
    for (int i = 0; i < 3; i++) {
        read_corpus(argv[1], names[i]);
        if (GSM_DecodePDUFrame(GSM_GetGlobalDebug(), &model, pdus[0], lengths[0], NULL, TRUE) != ERR_NONE) return 65;
        EncodeUTF8((char *)utf8, model.Text);
        model.PDU = SMS_Submit;
        model.SMSC.Validity.Format = SMS_Validity_NotAvailable;
        measure("encode", names[i], 1, encode);
    }
    return total == 0;
}
