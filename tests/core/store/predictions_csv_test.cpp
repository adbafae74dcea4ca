#include "core/store/predictions_csv.h"

#include "core/base/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QTest>

using namespace mbtr;

namespace {

Dataset named(const std::vector<std::string>& names)
{
    Dataset dataset;
    for (const std::string& name : names)
        dataset.structures.push_back({.name = name});
    return dataset;
}

} // namespace

class PredictionsCsvTest : public QObject {
    Q_OBJECT

private slots:
    void writesARowForEachStructure()
    {
        const std::vector<Prediction> predictions {{-1.5, 0.25}, {0.1, 0}};
        writePredictions(m_folder.path("a.csv"), named({"water", ""}), predictions);
        QCOMPARE(test::contentOf(m_folder.path("a.csv")), "structure,name,value,spread\n0,water,-1.5,0.25\n1,,0.1,0\n");
    }
    void addsReferenceAndError()
    {
        const std::vector<Prediction> predictions {{-1.5, 0.25}};
        writePredictions(m_folder.path("b.csv"), named({"water"}), predictions, std::vector {-1.0});
        QCOMPARE(test::contentOf(m_folder.path("b.csv")),
                 "structure,name,value,spread,reference,error\n0,water,-1.5,0.25,-1,-0.5\n");
    }
    void quotesNamesThatNeedIt()
    {
        const std::vector<Prediction> predictions(3);
        writePredictions(m_folder.path("c.csv"), named({"a, b", "the \"best\"", "two\nlines"}), predictions);
        QCOMPARE(test::contentOf(m_folder.path("c.csv")),
                 "structure,name,value,spread\n0,\"a, b\",0,0\n1,\"the \"\"best\"\"\",0,0\n2,\"two lines\",0,0\n");
    }
    void refusesAFolderThatDoesNotExist()
    {
        QVERIFY_EXCEPTION_THROWN(writePredictions(m_folder.path("none/a.csv"), named({}), {}), FileError);
    }

private:
    test::TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(PredictionsCsvTest)
#include "predictions_csv_test.moc"
