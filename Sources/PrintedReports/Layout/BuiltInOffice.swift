// As in Templates, for a program that stands alone. A test holds both together, UPDATE_GOLDEN=1 writes it.
enum BuiltInOffice {
    static let office = #"""
        <section class="flow">
        <table class="head"><tr>
        <td><h1>{{title}}</h1><p class="place">{{promoter}}</p></td>
        <td class="month"><p class="monthName">{{month}}</p></td>
        </tr></table>
        <p class="warning">{{warning}}</p>
        <table class="list">
        {{#columns}}
        <thead>
        <tr>
        <th>{{schools}}</th>
        <th>{{reports}}</th>
        <th>{{pupils}}</th>
        <th>{{staff}}</th></tr></thead>{{/columns}}
        <tbody>
        {{#schools}}
        <tr>
        <td><strong>{{name}}</strong><br>{{code}}{{#place}}, {{place}}{{/place}}</td>
        <td class="value">{{reports}}</td>
        <td class="value"><span class="sign">{{{pupilsSign}}}</span> {{pupils}}</td>
        <td class="value"><span class="sign">{{{staffSign}}}</span> {{staff}}{{#teacher}}<br>{{teacher}}{{/teacher}}</td></tr>
        {{/schools}}
        </tbody>
        </table>
        {{#lists}}
        <h2>{{heading}}</h2>
        {{#nothing}}<p>{{nothing}}</p>{{/nothing}}
        <table class="notes">
        {{#rows}}
        <tr>
        <td class="tick"><span></span></td>
        <td class="name"><strong>{{name}}</strong></td>
        <td>{{words}}</td></tr>
        {{/rows}}
        </table>
        {{/lists}}
        </section>

        """#

    static let summary = #"""
        <section class="page">
        <table class="head"><tr>
        <td><h1>{{area}}</h1><p class="place">{{title}}</p></td>
        <td class="month"><p class="monthName small">{{office}}</p></td>
        </tr></table>
        <table class="numbers"><tr>
        {{#numbers}}
        <td><p class="name">{{name}}</p>
        <p class="number">{{figure}}</p>
        <p>{{words}}</p>
        <p class="more">{{#sign}}<span class="sign">{{{sign}}}</span> {{/sign}}{{more}}</p></td>
        {{/numbers}}
        </tr></table>
        <h2>{{levelsTitle}}</h2>
        <div class="levels">{{{levels}}}</div>
        {{#legend}}
        <table class="legend"><tr>
        {{#levels}}<td class="mark"><div class="sign">{{{sign}}}</div></td><td>{{words}}</td>{{/levels}}
        </tr></table>
        {{/legend}}
        <h2>{{trendTitle}}</h2>
        {{#trend}}<div class="trend">{{{trend}}}</div>{{/trend}}
        {{^trend}}<p>{{noTrend}}</p>{{/trend}}
        <h2>{{visitsTitle}}</h2>
        {{#noVisits}}<p>{{noVisits}}</p>{{/noVisits}}
        <table class="notes">
        {{#visits}}
        <tr>
        <td class="tick"><span></span></td>
        <td class="name"><strong>{{name}}</strong> {{place}}</td>
        <td>{{words}}</td></tr>
        {{/visits}}
        </table>
        {{#more}}<p>{{more}}</p>{{/more}}
        {{#whatToDo}}<p class="do">{{whatToDo}}</p>{{/whatToDo}}
        <h2>{{groupsTitle}}</h2>
        <table class="list">
        {{#columns}}
        <thead>
        <tr>
        <th></th>
        <th>{{school}}</th>
        <th>{{reports}}</th>
        <th>{{pupils}}</th>
        <th>{{levels}}</th></tr></thead>{{/columns}}
        <tbody>
        {{#groups}}
        <tr>
        <td>{{name}}</td>
        <td class="value">{{schools}}</td>
        <td class="value">{{reports}}</td>
        <td class="value">{{pupils}}</td>
        <td class="value">{{levels}}</td></tr>
        {{/groups}}
        </tbody>
        </table>
        <footer><p class="source">{{foot}}</p></footer>
        </section>

        """#

    static let cover = #"""
        <section class="flow">
        <table class="head"><tr>
        <td><h1>{{title}}</h1><p class="place">{{office}}</p></td>
        <td class="month"><p class="monthName">{{month}}</p></td>
        </tr></table>
        {{#rounds}}
        <h2>{{promoter}}</h2>
        <table class="list cover">
        {{#columns}}
        <thead>
        <tr>
        <th class="tick"></th>
        <th>{{school}}</th>
        <th>{{pages}}</th>
        <th>{{strips}}</th></tr></thead>{{/columns}}
        <tbody>
        {{#rows}}
        <tr>
        <td class="tick"><span></span></td>
        <td><strong>{{name}}</strong>, {{levels}}<br>{{code}}, {{place}}</td>
        <td class="value">{{pages}}</td>
        <td class="value">{{strips}}</td></tr>
        {{/rows}}
        <tr class="total"><td></td>
        <td>{{total}}</td>
        <td class="value">{{pages}}</td>
        <td class="value">{{strips}}</td></tr>
        </tbody>
        </table>
        {{/rounds}}
        <p class="total">{{total}}: {{pagesWord}} {{pages}}, {{stripsWord}} {{strips}}</p>
        </section>

        """#
}
