// As in Templates, for a program that stands alone. A test holds both together, UPDATE_GOLDEN=1 writes it.
enum BuiltInCards {
    static let card = #"""
        <section class="cards">
        {{#cards}}
        <section class="card {{corner}} {{size}}">
        <table class="cardHead"><tr>
        <td><strong>{{title}}</strong><br>{{office}}</td>
        <td class="to"><span class="toWord">{{to}}</span> {{#number}}<strong class="number">{{number}}</strong>{{/number}}{{^number}}<span class="free"></span>{{/number}}</td>
        </tr></table>
        <p class="who"><strong>{{name}}</strong></p>
        {{#only}}<p class="school">{{only}}</p>{{/only}}
        <p class="asked">{{asked}}</p>
        <table class="write">
        {{#places}}
        <tr><td class="wish">{{#address}}<strong>{{address}}</strong> = {{/address}}{{wish}}</td><td class="text">{{text}}</td></tr>
        {{/places}}
        {{#legend}}<tr><td colspan="2" class="below">{{legend}}</td></tr>{{/legend}}
        {{#wishes}}
        <tr><td class="wish">{{wish}}</td><td class="text">{{text}}</td></tr>
        {{#below}}<tr><td colspan="2" class="below">{{below}}</td></tr>{{/below}}
        {{/wishes}}
        </table>
        {{#list}}
        <p class="listHead">{{heading}}</p>
        <p class="codes {{width}}">{{#rows}}<span class="one"><strong>{{code}}</strong> {{school}}</span> {{/rows}}{{more}}</p>
        {{/list}}
        <footer>
        <p class="call">{{call}}</p>
        <p>{{from}}</p>
        {{#consultations}}<p>{{consultations}}</p>{{/consultations}}
        </footer>
        </section>
        {{/cards}}
        </section>

        """#
}
