/// Which quirks live a day together: no two of the same number, none that hides another, none that
/// takes its time.
///
/// Left out because they take a minute or more, as they should: Q-5=1, Q-60=late and Q-63, where the
/// network may still be at it; Q-41=hang and =slow, which want a person or a quiet hour.
/// Under Q-57 texts come by the sweep after half a minute and status reports, routed to a port nobody
/// reads, not at all.
enum QuirkGroups {
    static let all: [[String]] = [
        ["Q-1", "Q-2", "Q-3", "Q-4=after-urc", "Q-5", "Q-6", "Q-7", "Q-8", "Q-9=blank", "Q-10=leading,2", "Q-13=cmgl"],
        [
            "Q-3=glued", "Q-4=bare", "Q-9=crcrlf", "Q-13=cnum", "Q-14=pdu", "Q-16=aborted", "Q-18=cpin", "Q-19=flood,1",
            "Q-20=5", "Q-21=cinterion,1", "Q-25=no-ok",
        ],
        [
            "Q-4=no-space", "Q-9=double", "Q-13=cssi", "Q-14=reply", "Q-16=cme-text", "Q-18=cpin-quoted",
            "Q-19=rejected,1",
            "Q-21=dlink,1", "Q-26=pin2", "Q-31", "Q-89=no-zone",
        ],
        [
            "Q-4=short", "Q-9=lf", "Q-16=cms-no-space", "Q-18=creg-empty", "Q-21=fibocom,1", "Q-26=puk2", "Q-33=erased",
            "Q-34", "Q-35", "Q-37", "Q-38", "Q-80=cusd",
        ],
        [
            "Q-9=lf-final", "Q-16=modem-error", "Q-18=creg-more", "Q-21=icera,1", "Q-25=only-ok", "Q-33=no-type",
            "Q-36=bare", "Q-38=stored", "Q-39=big", "Q-40=2", "Q-43=alpha", "Q-44=extra",
        ],
        [
            "Q-16=na", "Q-18=creg-quotes", "Q-21=motorola,1", "Q-33=ucs2", "Q-36=empty", "Q-39=empty", "Q-43=no-fields",
            "Q-44=length", "Q-45=ok", "Q-46=falls", "Q-47=no-flag",
        ],
        [
            "Q-16=no-carrier", "Q-18=creg-zeros", "Q-21=option,1", "Q-36=nokia", "Q-39=minus", "Q-43=no-stat",
            "Q-44=padded", "Q-45=zero", "Q-46=lost", "Q-47=once", "Q-48",
        ],
        [
            "Q-16=not-found", "Q-21=quectel,1", "Q-36=one", "Q-39=mms", "Q-43=quotes", "Q-50", "Q-52", "Q-54=2",
            "Q-55=lost",
        ],
        [
            "Q-16=not-supported", "Q-21=simcom,1", "Q-36=spaces", "Q-39=sr", "Q-43=trailing", "Q-51", "Q-52=ds1",
            "Q-55=one",
            "Q-59", "Q-60=error,2",
        ],
        [
            "Q-16=too-many", "Q-21=sony-ericsson,1", "Q-36=third-not-me", "Q-52=ds2", "Q-55=plain", "Q-56=cds-comma",
            "Q-62=collision", "Q-67=1", "Q-68=absent", "Q-69=centre",
        ],
        [
            "Q-21=stk,1", "Q-36=three", "Q-52=bfr", "Q-55=zero", "Q-56=cmt-number", "Q-68=zero", "Q-69=national",
            "Q-70",
            "Q-71", "Q-73", "Q-74=call",
        ],
        ["Q-21=telit,1", "Q-36=wavecom", "Q-53", "Q-75=lte", "Q-76", "Q-78", "Q-79", "Q-80=clip", "Q-87=1"],
        ["Q-21=ublox,1", "Q-56=cmt-alpha", "Q-75=sms-only", "Q-80=crc", "Q-85=5", "Q-89=nitz"],
        ["Q-58=harmless", "Q-86=1", "Q-89=four-digits"], ["Q-17=1,5"], ["Q-20=3"], ["Q-32"], ["Q-26=pin"], ["Q-41=broken"],
    ]

    static let locked: [[String]] = [["Q-28", "Q-27=quectel"], ["Q-27=huawei"], ["Q-27=simcom"], ["Q-27=none"], ["Q-24"]]
}
