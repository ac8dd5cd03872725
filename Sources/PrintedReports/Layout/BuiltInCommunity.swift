// As in Templates, for a program that stands alone. A test holds both together, UPDATE_GOLDEN=1 writes it.
enum BuiltInCommunity {
    static let document = #"""
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <title>{{title}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body class="{{kind}} {{#bilingual}}bilingual{{/bilingual}}">
        {{{body}}}
        </body>
        </html>

        """#

    static let heading = #"""
        <span class="first">{{first}}</span>{{#second}} <span class="second">{{second}}</span>{{/second}}

        """#

    static let service = #"""
        <section class="page {{density}}">
        {{#head}}
        <header>
        <table class="head"><tr>
        {{#logo}}<td class="logo"><img src="{{logo}}" alt=""></td>{{/logo}}
        <td><h1 class="{{size}}">{{name}}</h1><p class="place">{{place}}</p></td>
        <td class="month"><p class="monthName">{{month}}</p><p class="code">{{code}}</p></td>
        </tr></table>
        {{#state}}<p class="state">{{state}}</p>{{/state}}
        </header>
        {{/head}}
        {{#held}}
        <section class="block held">
        <h2>{{#heading}}{{>heading}}{{/heading}}</h2>
        <table class="boxes"><tr>
        {{#boxes}}
        <td><div class="box">{{{box}}}</div>
        <p class="day">{{day}}</p>
        <p class="what">{{what}}</p>
        {{#came}}<p class="came">{{came}}</p>{{/came}}{{#why}}<p class="why">{{why}}</p>{{/why}}</td>
        {{/boxes}}
        </tr></table>
        <p>{{sentence}}{{#community}} {{community}}{{/community}}</p>
        {{#context}}<p class="context">{{context}}</p>{{/context}}
        </section>
        {{/held}}
        {{#pupils}}
        <section class="block">
        <table class="figure"><tr>
        <td>
        <h2>{{#heading}}{{>heading}}{{/heading}}</h2>
        {{#row}}<div class="people" style="width: {{width}}%">{{{row}}}</div>{{/row}}
        <p class="sentence">{{#figure}}<strong class="large">{{figure}}</strong> {{/figure}}{{sentence}}</p>
        <table class="bars">
        {{#sexes}}
        <tr>
        <td class="name">{{name}}</td>
        <td class="bar">{{{bar}}}</td>
        <td class="value">{{figure}}</td></tr>
        {{/sexes}}
        </table>
        {{#change}}<p class="change"><span class="sign">{{{sign}}}</span> {{words}}</p>{{/change}}
        </td>
        {{#level}}<td class="level"><div class="sign">{{{sign}}}</div><p>{{word}}</p></td>{{/level}}
        </tr></table>
        </section>
        {{/pupils}}
        {{#staff}}
        <section class="block">
        <table class="figure"><tr>
        <td>
        <h2>{{#heading}}{{>heading}}{{/heading}}</h2>
        {{#row}}<div class="people" style="width: {{width}}%">{{{row}}}</div>{{/row}}
        <p class="sentence">{{#figure}}<strong class="large">{{figure}}</strong> {{/figure}}{{sentence}}</p>
        {{#change}}<p class="change"><span class="sign">{{{sign}}}</span> {{words}}</p>{{/change}}
        </td>
        {{#level}}<td class="level"><div class="sign">{{{sign}}}</div><p>{{word}}</p></td>{{/level}}
        </tr></table>
        </section>
        {{/staff}}
        {{#compare}}
        <section class="block">
        <table class="compare"><tr>
        <td>
        <h2>{{#heading}}{{>heading}}{{/heading}}</h2>
        <table class="bars">
        {{#rows}}
        <tr>
        <td class="name">{{#isNow}}<strong>{{name}}</strong>{{/isNow}}{{^isNow}}{{name}}{{/isNow}}</td>
        <td class="bar">{{{bar}}}</td>
        <td class="value">{{figure}}</td></tr>
        {{/rows}}
        </table>
        </td>
        <td class="trend">
        <h3>{{trendTitle}}</h3>
        {{#trend}}<div>{{{trend}}}</div>{{/trend}}
        {{^trend}}<p>{{noTrend}}</p>{{/trend}}
        </td>
        </tr></table>
        </section>
        {{/compare}}
        <footer>
        {{#received}}<p class="received"><strong>{{words}}</strong>{{#late}} {{late}}{{/late}}</p>{{/received}}
        {{#answers}}
        <table class="answers">
        {{#pairs}}
        <tr>
        {{#cells}}
        <td>{{#sign}}<span class="sign">{{{sign}}}</span> {{/sign}}{{name}} <strong>{{said}}</strong></td>
        {{/cells}}
        </tr>
        {{/pairs}}
        </table>
        {{/answers}}
        {{#legend}}
        <table class="legend"><tr>
        {{#boxes}}<td class="mark"><div class="sign">{{{sign}}}</div></td><td>{{words}}</td>{{/boxes}}
        </tr></table>
        <table class="legend"><tr>
        {{#levels}}<td class="mark"><div class="sign">{{{sign}}}</div></td><td>{{words}}</td>{{/levels}}
        </tr></table>
        {{/legend}}
        {{#foot}}<p class="source">{{source}} {{consultations}}</p>{{/foot}}
        </footer>
        </section>

        """#

    static let agreements = #"""
        <section class="page">
        <header>
        <table class="head"><tr>
        <td><h1>{{#title}}{{>heading}}{{/title}}</h1><p class="place">{{names}}</p></td>
        <td class="month"><p class="monthName">{{month}}</p></td>
        </tr></table>
        </header>
        <section class="block">
        <h2>{{#lastHeading}}{{>heading}}{{/lastHeading}}</h2>
        {{#none}}<p>{{none}}</p>{{/none}}
        <table class="agreed">
        {{#rows}}
        <tr>
        <td class="mark"><div class="sign">{{{sign}}}</div></td>
        <td><p>{{what}}</p>
        <p class="who">{{who}}</p></td>
        <td class="state">{{state}}</td></tr>
        {{/rows}}
        </table>
        {{#more}}<p>{{more}}</p>{{/more}}
        </section>
        <section class="block">
        <h2>{{#newHeading}}{{>heading}}{{/newHeading}}</h2>
        <table class="lines">
        <tr>
        <th class="number"></th>
        <th>{{#what}}{{>heading}}{{/what}}</th>
        <th class="who">{{#who}}{{>heading}}{{/who}}</th>
        <th class="until">{{#until}}{{>heading}}{{/until}}</th></tr>
        {{#blanks}}
        <tr><td class="number">{{number}}</td><td></td><td></td><td></td></tr>
        {{/blanks}}
        </table>
        </section>
        <footer>
        <table class="signatures"><tr>
        {{#signatures}}<td><div class="line"></div>{{name}}</td>{{/signatures}}
        </tr></table>
        {{#foot}}<p class="source">{{source}} {{consultations}}</p>{{/foot}}
        </footer>
        </section>

        """#

    static let strip = #"""
        <section class="page">
        {{#strips}}
        <section class="half">
        {{#head}}
        <table class="head"><tr>
        <td><h1 class="{{size}}">{{name}}</h1><p class="place">{{place}}</p></td>
        <td class="month"><p class="monthName">{{month}}</p></td>
        </tr></table>
        {{/head}}
        {{#held}}
        <h2>{{#heading}}{{>heading}}{{/heading}}</h2>
        <table class="boxes"><tr>
        {{#boxes}}
        <td><div class="box">{{{box}}}</div>
        <p class="day">{{day}}</p>
        <p class="what">{{what}}</p>
        {{#why}}<p class="why">{{why}}</p>{{/why}}</td>
        {{/boxes}}
        </tr></table>
        {{/held}}
        <table class="pair"><tr>
        {{#pupils}}
        <td>
        <h2>{{#heading}}{{>heading}}{{/heading}}</h2>
        {{#level}}
        <table class="level"><tr>
        <td class="sign">{{{sign}}}</td>
        <td>{{#figure}}<strong class="large">{{figure}}</strong><br>{{/figure}}<strong>{{word}}</strong></td>
        </tr></table>{{/level}}
        {{#row}}<div class="people" style="width: {{width}}%">{{{row}}}</div>{{/row}}
        </td>
        {{/pupils}}
        {{#staff}}
        <td>
        <h2>{{#heading}}{{>heading}}{{/heading}}</h2>
        {{#level}}
        <table class="level"><tr>
        <td class="sign">{{{sign}}}</td>
        <td>{{#figure}}<strong class="large">{{figure}}</strong><br>{{/figure}}<strong>{{word}}</strong></td>
        </tr></table>{{/level}}
        {{#row}}<div class="people" style="width: {{width}}%">{{{row}}}</div>{{/row}}
        </td>
        {{/staff}}
        </tr></table>
        <p class="received">{{#received}}<strong>{{words}}</strong>{{/received}}
        {{#head}}{{#state}} {{state}}{{/state}}{{/head}}</p>
        </section>
        {{/strips}}
        </section>

        """#
}
