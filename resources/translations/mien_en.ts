<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%Ln viewer(s)</source>
        <translation>
            <numerusform>%Ln viewer</numerusform>
            <numerusform>%Ln viewers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message numerus="yes">
        <source>The kiosk can run. %n thing(s) could be better.</source>
        <translation>
            <numerusform>The kiosk can run. %n thing could be better.</numerusform>
            <numerusform>The kiosk can run. %n things could be better.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n the same as before</source>
        <translation>
            <numerusform>%n the same as before</numerusform>
            <numerusform>%n the same as before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) did not quite work:</source>
        <translation>
            <numerusform>%n thing did not quite work:</numerusform>
            <numerusform>%n things did not quite work:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retire the %n product(s) not in the file</source>
        <translation>
            <numerusform>Retire the %n product not in the file</numerusform>
            <numerusform>Retire the %n products not in the file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProductsPage</name>
    <message numerus="yes">
        <source>%n product(s) written to {file}</source>
        <translation>
            <numerusform>%n product written to {file}</numerusform>
            <numerusform>%n products written to {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n product(s) imported</source>
        <translation>
            <numerusform>%n product imported</numerusform>
            <numerusform>%n products imported</numerusform>
        </translation>
    </message>
</context>
</TS>
