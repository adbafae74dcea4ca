#include "app/explorer/questions/elements_questions.h"
#include "tests/support/temporary_folder.h"
#include "widgets/document/session.h"
#include "widgets/jobs/job_list.h"
#include "widgets/panels/dataset/elements_dialog.h"
#include "widgets/work/training/pipeline.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

const std::string kVasp4 = "x\n1\n2 0 0\n0 3 0\n0 0 4\n2 1\nDirect\n0 0 0\n.5 .5 .5\n0 0 .5\n";

struct Desk {
    QWidget window;
    Session session;
    JobList jobs;
    Pipeline pipeline {&session, &jobs};
    ElementsQuestions questions {&session, &window};

    ElementsDialog* dialog() const { return window.findChild<ElementsDialog*>("elementsDialog"); }
};

void type(ElementsDialog* dialog, const char* field, const QString& text)
{
    auto* edit = dialog->findChild<QLineEdit*>(field);
    edit->setFocus();
    edit->clear();
    QTest::keyClicks(edit, text);
}

QPushButton* openButton(const ElementsDialog* dialog)
{
    return dialog->findChild<QDialogButtonBox*>("elementsButtons")->button(QDialogButtonBox::Open);
}

} // namespace

class ElementsQuestionsTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    QString write(const std::string& name) { return QString::fromStdString(m_folder.write(name, kVasp4)); }

private slots:
    void asksAndReadsAgain()
    {
        Desk desk;
        desk.session.openFiles({write("a.poscar")});
        QTRY_VERIFY(desk.dialog());
        QVERIFY(!openButton(desk.dialog())->isEnabled());
        type(desk.dialog(), "element1", "ga");
        QVERIFY(!openButton(desk.dialog())->isEnabled());
        type(desk.dialog(), "element2", "33");
        QVERIFY(openButton(desk.dialog())->isEnabled());
        openButton(desk.dialog())->click();
        QTRY_COMPARE(desk.session.dataset().value->size(), 1);
        QCOMPARE(desk.session.dataset().value->structures[0].species, (std::vector<int> {31, 31, 33}));
        QVERIFY(desk.session.dataset().value->questions.empty());
        QTRY_VERIFY(!desk.dialog());
    }
    void remembersTheAnswerForTheFile()
    {
        Desk desk;
        const QString path = write("b.poscar");
        desk.session.nameElements(path.toStdString(), {5, 7});
        desk.session.openFiles({path});
        QTRY_VERIFY(desk.session.isFresh(Stage::Dataset));
        QCOMPARE(desk.session.dataset().value->structures.at(0).species, (std::vector<int> {5, 5, 7}));
        QVERIFY(!desk.dialog());
    }
    void asksForOneFileAfterTheOther()
    {
        Desk desk;
        desk.session.openFiles({write("c.poscar"), write("d.poscar")});
        QTRY_VERIFY(desk.dialog());
        QVERIFY(desk.dialog()->findChild<QLabel*>("elementsText")->text().startsWith("c.poscar"));
        desk.dialog()->reject();
        QTRY_VERIFY(desk.dialog() && desk.dialog()->findChild<QLabel*>("elementsText")->text().startsWith("d.poscar"));
        type(desk.dialog(), "element1", "B");
        type(desk.dialog(), "element2", "N");
        openButton(desk.dialog())->click();
        QTRY_COMPARE(desk.session.dataset().value->size(), 1);
        QTRY_VERIFY(!desk.dialog()); // the first one is not asked for again
        QCOMPARE(desk.session.dataset().value->questions.size(), 1u);
    }
    void saysWhatIsNoElement()
    {
        QWidget window;
        ElementsDialog dialog({"x.poscar", {"2 atoms", "1 atom"}}, &window);
        type(&dialog, "element1", "Qq");
        QCOMPARE(dialog.findChild<QLabel*>("elementsProblem")->text(), QString("“Qq” is no element"));
        type(&dialog, "element1", "Ga As"); // one field, one element
        QVERIFY(dialog.elements().empty());
    }
    void takesAListForASingleField()
    {
        QWidget window;
        ElementsDialog dialog({"XDATCAR", {"4 atoms in all (Ga2,As2)"}}, &window);
        type(&dialog, "element1", "Ga2,As2");
        QCOMPARE(dialog.elements(), (std::vector<int> {31, 31, 33, 33}));
    }
};

QTEST_MAIN(ElementsQuestionsTest)
#include "elements_questions_test.moc"
